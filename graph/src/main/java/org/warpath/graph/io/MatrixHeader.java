package org.warpath.graph.io;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/**
 * The head of a Matrix Market file.
 *
 * @param size rows and columns
 * @param entries entries listed in a coordinate file; of an array file, those it must list
 */
record MatrixHeader(boolean coordinate, Field field, Symmetry symmetry, int size, long entries) {

  /** What an entry is. */
  enum Field {
    REAL,
    INTEGER,
    COMPLEX,
    PATTERN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which entries are listed, and what the others are. */
  enum Symmetry {
    GENERAL,
    SYMMETRIC,
    SKEW_SYMMETRIC,
    HERMITIAN;

    /** How far below the diagonal the listed entries begin; none are listed above. */
    int firstBelow() {
      return this == SKEW_SYMMETRIC ? 1 : 0;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Set<String> GRAPHBLAS_TYPES =
      Set.of(
          "bool",
          "int8_t",
          "int16_t",
          "int32_t",
          "int64_t",
          "uint8_t",
          "uint16_t",
          "uint32_t",
          "uint64_t",
          "float",
          "double",
          "float complex",
          "double complex",
          "float _complex",
          "double _complex");

  /** Reads the head of {@code input}: its first line, comments, and the line with the sizes. */
  static MatrixHeader read(TextInput input) throws IOException {
    LineCursor line = new LineCursor();
    if (!input.nextLine(line)) {
      throw new GraphFormatException(input.source(), "is empty");
    }
    try {
      Kind kind = Kind.DENSE;
      boolean banner = line.rest().toLowerCase(Locale.ROOT).startsWith("%%matrixmarket");
      if (banner) {
        kind = Kind.read(line);
      } else {
        input.untakeLine();
      }
      while (input.nextLine(line)) {
        if (line.peek(0) == '%') {
          checkStructuredComment(line);
        } else if (!line.atEnd()) {
          return sizes(banner ? kind : Kind.withoutBanner(line), line);
        }
      }
    } catch (MalformedLine e) {
      throw input.malformed(e);
    }
    throw new GraphFormatException(input.source(), "has no line with the matrix's sizes");
  }

  /** What the first line says. */
  private record Kind(boolean coordinate, Field field, Symmetry symmetry) {
    static final Kind DENSE = new Kind(false, Field.REAL, Symmetry.GENERAL);

    static Kind read(LineCursor line) throws MalformedLine {
      line.requireText("%%MatrixMarket");
      word(line, "matrix");
      boolean coordinate = word(line, "coordinate", "array").equals("COORDINATE");
      Field field = Field.valueOf(word(line, "real", "integer", "complex", "pattern"));
      String symmetry = word(line, "general", "symmetric", "skew-symmetric", "hermitian");
      EdgeLines.requireEnd(line);
      Kind kind = new Kind(coordinate, field, Symmetry.valueOf(symmetry.replace('-', '_')));
      kind.check(line);
      return kind;
    }

    /** The next word, which must be one of {@code choices} in any case; in upper case. */
    private static String word(LineCursor line, String... choices) throws MalformedLine {
      String expected = String.join(" or ", choices);
      line.requireField(expected);
      for (String choice : choices) {
        if (line.skipWordIgnoringCase(choice)) {
          return choice.toUpperCase(Locale.ROOT);
        }
      }
      throw line.expected(expected);
    }

    private void check(LineCursor line) throws MalformedLine {
      if (field == Field.PATTERN && !coordinate) {
        throw line.malformed("a pattern has coordinates, expected no array");
      }
      if (symmetry == Symmetry.HERMITIAN && field != Field.COMPLEX) {
        throw line.malformed("only complex matrices are hermitian, this one is " + field);
      }
      if (symmetry == Symmetry.SKEW_SYMMETRIC && field == Field.PATTERN) {
        throw line.malformed("a pattern has no signs, expected general or symmetric");
      }
    }

    /** Without the first line, real numbers: with coordinates if there are three sizes. */
    static Kind withoutBanner(LineCursor line) {
      return new Kind(line.rest().strip().split("\\s+").length == 3, Field.REAL, Symmetry.GENERAL);
    }
  }

  /** LAGraph's files tell the type in a comment {@code %%GraphBLAS type int32_t}. */
  private static void checkStructuredComment(LineCursor line) throws MalformedLine {
    if (line.skipWord("%%GraphBLAS") && line.skipWord("type")) {
      line.nextField();
      String type = line.rest().strip().toLowerCase(Locale.ROOT);
      if (!GRAPHBLAS_TYPES.contains(type)) {
        throw line.expected("a GraphBLAS type such as bool, int32_t or double");
      }
    }
  }

  private static MatrixHeader sizes(Kind kind, LineCursor line) throws MalformedLine {
    int rows = (int) line.requireInteger(0, Integer.MAX_VALUE, "the number of rows");
    int columns = (int) line.requireInteger(0, Integer.MAX_VALUE, "the number of columns");
    long entries =
        kind.coordinate
            ? line.requireInteger(0, Long.MAX_VALUE, "the number of entries")
            : dense(rows, kind.symmetry);
    EdgeLines.requireEnd(line);
    if (rows != columns) {
      line.rewind();
      throw line.malformed(
          "the matrix is "
              + rows
              + "×"
              + columns
              + ", expected a square one: rows and columns"
              + " are the graph's vertices");
    }
    return new MatrixHeader(kind.coordinate, kind.field, kind.symmetry, rows, entries);
  }

  private static long dense(long size, Symmetry symmetry) {
    return switch (symmetry) {
      case GENERAL -> size * size;
      case SYMMETRIC, HERMITIAN -> size * (size + 1) / 2;
      case SKEW_SYMMETRIC -> size * (size - 1) / 2;
    };
  }
}
