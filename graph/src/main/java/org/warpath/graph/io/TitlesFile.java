package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.TextInput;
import org.warpath.graph.io.text.Utf8;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NameTableBuilder;

/**
 * Vertex names, one a line, vertex 0 first, taken as they stand. Before the first name, blank lines
 * and comments ({@code #} alone or followed by a blank) are skipped.
 */
final class TitlesFile {
  private TitlesFile() {}

  /**
   * The names in {@code file}.
   *
   * @throws GraphFormatException for a blank line between names, a name that comes twice, or text
   *     that is not UTF-8
   */
  static NameTable read(Path file) throws IOException {
    try (TextInput input = TextInput.open(file);
        NameTableBuilder names = new NameTableBuilder()) {
      LineCursor line = new LineCursor();
      long blankLine = 0;
      while (input.nextLine(line)) {
        if (line.remaining() == 0) {
          blankLine = blankLine == 0 && names.count() > 0 ? input.linesTaken() : blankLine;
        } else if (names.count() > 0 || !isComment(line)) {
          if (blankLine > 0) {
            throw new GraphFormatException(
                input.source(), blankLine, 0, "is blank, expected a title");
          }
          add(names, line, input);
        }
      }
      if (names.count() == 0) {
        throw new GraphFormatException(input.source(), "has no titles");
      }
      return names.build();
    }
  }

  private static boolean isComment(LineCursor line) {
    return line.peek(0) == '#' && (line.remaining() == 1 || line.peek(1) <= ' ');
  }

  private static void add(NameTableBuilder names, LineCursor line, TextInput input)
      throws GraphFormatException {
    byte[] title = line.restBytes();
    if (!Utf8.isValid(title, 0, title.length)) {
      throw new GraphFormatException(
          input.source(), input.linesTaken(), 0, "is no UTF-8 text, expected a title");
    }
    try {
      names.add(title, 0, title.length);
    } catch (IllegalArgumentException e) {
      GraphFormatException twice =
          new GraphFormatException(
              input.source(), input.linesTaken(), 0, String.valueOf(e.getMessage()));
      twice.initCause(e);
      throw twice;
    }
  }
}
