package org.warpath.graph.io;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/** Finds out from the first lines of an edge list how it is written. */
final class EdgeListSniffer {
  // As SNAP and our own writer say it; more than 18 digits are no count.
  private static final Pattern DECLARED =
      Pattern.compile(
          "[#%]\\s*(?:nodes|vertices)\\s*:?\\s*(\\d{1,18})\\b.*", Pattern.CASE_INSENSITIVE);
  // Some such lists have each edge twice, and say that; theirs are arcs.
  private static final Pattern UNDIRECTED =
      Pattern.compile(
          "#\\s*undirected graph\\b(?!.*both directions).*|%\\s*sym\\b.*",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> SOURCE_NAMES =
      Set.of("source", "src", "from", "fromnodeid", "start", "tail", "u", ":start_id", "source_id");
  private static final Set<String> TARGET_NAMES =
      Set.of("target", "dst", "dest", "to", "tonodeid", "end", "head", "v", ":end_id", "target_id");

  private final TextInput input;
  private final boolean asNames;
  private long declared = -1;
  private boolean undirected;
  private int skipped;

  private EdgeListSniffer(TextInput input, boolean asNames) {
    this.input = input;
    this.asNames = asNames;
  }

  /**
   * Reads the head of {@code input}.
   *
   * @param asNames whether ids are to be read as names though the first are integers
   */
  static EdgeListDialect sniff(TextInput input, boolean asNames) throws IOException {
    return new EdgeListSniffer(input, asNames).sniff();
  }

  private EdgeListDialect sniff() throws IOException {
    Row first = nextRow();
    int beforeFirst = skipped;
    if (first == null) {
      return dialect(Row.NONE, skipped);
    }
    skipped++;
    Row second = nextRow();
    if (second == null) {
      return first.namesColumns() ? dialect(Row.NONE, skipped) : dialect(first, beforeFirst);
    }
    return first.isHeaderOf(second) ? dialect(second, skipped) : dialect(first, beforeFirst);
  }

  private EdgeListDialect dialect(Row row, int linesBefore) {
    return new EdgeListDialect(
        row.separator, row.integers, row.columns, linesBefore, declared, undirected);
  }

  /** The next line that is neither blank nor a comment; what comments declare is noted. */
  private @Nullable Row nextRow() throws IOException {
    LineCursor line = new LineCursor();
    for (; input.nextLine(line); skipped++) {
      if (!line.atEnd() && !EdgeListDialect.isComment(line)) {
        try {
          return Row.of(line, asNames);
        } catch (MalformedLine e) {
          throw input.malformed(e);
        }
      }
      String comment = line.rest().strip();
      Matcher count = DECLARED.matcher(comment);
      declared = count.matches() ? Long.parseLong(count.group(1)) : declared;
      undirected |= UNDIRECTED.matcher(comment).matches();
    }
    return null;
  }

  /**
   * A line's columns.
   *
   * @param integers whether source and target are integers
   * @param columns how many there are, at most 3 of them counted
   * @param numberThird whether the third is a number
   */
  private record Row(
      byte separator,
      String source,
      String target,
      boolean integers,
      int columns,
      boolean numberThird) {

    /** Stands for the first edge where there is none. */
    static final Row NONE = new Row(LineCursor.BLANKS, "", "", true, 2, false);

    static Row of(LineCursor line, boolean asNames) throws MalformedLine {
      line.separateBy(LineCursor.BLANKS);
      boolean integers = !asNames && twoIntegers(line);
      byte separator = LineCursor.BLANKS;
      if (!integers) {
        separator = separatorOf(line);
        line.separateBy(separator);
        integers = !asNames && twoIntegers(line);
      }
      line.rewind();
      line.nextField();
      line.requireText("a source id");
      String source = line.text();
      if (!line.nextField()) {
        return new Row(separator, source, "", integers, 1, false);
      }
      line.requireText("a target id");
      String target = line.text();
      boolean third = line.hasMore();
      return new Row(separator, source, target, integers, third ? 3 : 2, third && line.isFloat());
    }

    private static boolean twoIntegers(LineCursor line) throws MalformedLine {
      line.rewind();
      return line.nextField() && line.tryInteger() && line.nextField() && line.tryInteger();
    }

    private static byte separatorOf(LineCursor line) {
      line.rewind();
      String text = line.rest();
      for (char candidate : new char[] {'\t', ',', ';'}) {
        if (text.indexOf(candidate) >= 0) {
          return (byte) candidate;
        }
      }
      return LineCursor.BLANKS;
    }

    boolean namesColumns() {
      return SOURCE_NAMES.contains(source.toLowerCase(Locale.ROOT))
          && TARGET_NAMES.contains(target.toLowerCase(Locale.ROOT));
    }

    /** Whether this line names the columns of the following one. */
    boolean isHeaderOf(Row row) {
      return !integers
          && (row.integers || namesColumns() || (row.numberThird && columns > 2 && !numberThird));
    }
  }
}
