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

/**
 * How an edge list is written, as its first lines tell.
 *
 * @param separator what separates columns
 * @param integers whether the first edge's ids are integers
 * @param columns columns of the first edge
 * @param skippedLines lines before the first edge: comments, blank lines, a header
 * @param declaredVertices the vertex count in a comment like SNAP's {@code # Nodes: 7115}, −1
 *     without one
 */
record EdgeListDialect(
    byte separator, boolean integers, int columns, int skippedLines, long declaredVertices) {

  // As SNAP and this project's writers say it; a count too large for a long is no count.
  private static final Pattern DECLARED =
      Pattern.compile(
          "[#%]\\s*(?:nodes|vertices)\\s*:?\\s*(\\d{1,18})\\b.*", Pattern.CASE_INSENSITIVE);
  private static final Set<String> SOURCE_NAMES =
      Set.of("source", "src", "from", "fromnodeid", "start", "tail", "u", ":start_id", "source_id");
  private static final Set<String> TARGET_NAMES =
      Set.of("target", "dst", "dest", "to", "tonodeid", "end", "head", "v", ":end_id", "target_id");

  /** Whether edges have a weight. */
  boolean weighted() {
    return columns > 2;
  }

  /**
   * Whether the cursor, at a line's begin, is at a comment: at {@code #}, or at {@code %} unless
   * that begins an URL-encoded name such as {@code %C3%81}.
   */
  static boolean isComment(LineCursor line) {
    return line.peek(0) == '#'
        || (line.peek(0) == '%' && !(isHexDigit(line.peek(1)) && isHexDigit(line.peek(2))));
  }

  private static boolean isHexDigit(byte b) {
    return Character.digit(b, 16) >= 0;
  }

  /**
   * Reads the head of {@code input}.
   *
   * @param asNames whether ids are to be read as names though the first are integers
   */
  static EdgeListDialect sniff(TextInput input, boolean asNames) throws IOException {
    LineCursor line = new LineCursor();
    long declared = -1;
    @Nullable Row first = null;
    int skipped = 0;
    while (input.nextLine(line)) {
      if (line.atEnd() || isComment(line)) {
        Matcher count = DECLARED.matcher(line.rest().strip());
        declared = count.matches() ? Long.parseLong(count.group(1)) : declared;
      } else {
        Row row = Row.of(line, asNames, input);
        if (first != null) {
          return first.isHeaderOf(row)
              ? row.dialect(skipped, declared)
              : first.dialect(first.linesBefore, declared);
        }
        first = row;
        first.linesBefore = skipped;
      }
      skipped++;
    }
    if (first == null || first.namesColumns()) {
      return new EdgeListDialect(LineCursor.BLANKS, true, 2, skipped, declared);
    }
    return first.dialect(first.linesBefore, declared);
  }

  /** A line's columns. */
  private static final class Row {
    private final byte separator;
    private final String source;
    private final String target;
    private final boolean integers;
    private final int columns;
    private final boolean numberThird;
    private int linesBefore;

    private Row(
        byte separator,
        String source,
        String target,
        boolean integers,
        int columns,
        boolean numberThird) {
      this.separator = separator;
      this.source = source;
      this.target = target;
      this.integers = integers;
      this.columns = columns;
      this.numberThird = numberThird;
    }

    static Row of(LineCursor line, boolean asNames, TextInput input) throws IOException {
      try {
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
      } catch (MalformedLine e) {
        throw input.malformed(e);
      }
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

    EdgeListDialect dialect(int skippedLines, long declaredVertices) {
      return new EdgeListDialect(separator, integers, columns, skippedLines, declaredVertices);
    }
  }
}
