package org.warpath.linalg.io;

import java.io.IOException;
import java.util.Locale;

/**
 * The head of a Matrix Market file.
 *
 * @param coordinate whether entries come with coordinates; else all in order, by columns
 * @param entries entries the file must list
 */
record MarketHeader(
    boolean coordinate, Field field, Symmetry symmetry, int rows, int columns, long entries) {
  private static final String BANNER = "%%MatrixMarket";

  /** What an entry is. */
  enum Field {
    REAL,
    INTEGER,
    PATTERN
  }

  /** Which entries are listed, and what the others are. */
  enum Symmetry {
    GENERAL,
    SYMMETRIC,
    SKEW_SYMMETRIC;

    /** How far below the diagonal the listed entries begin; symmetric kinds list none above. */
    int firstBelow() {
      return this == SKEW_SYMMETRIC ? 1 : 0;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What the first line says. */
  private record Kind(boolean coordinate, Field field, Symmetry symmetry) {}

  /** Reads up to the line with the sizes. */
  static MarketHeader read(MarketText text) throws IOException {
    if (!text.nextLine()) {
      throw text.incomplete("is empty");
    }
    boolean banner = text.line().regionMatches(true, 0, BANNER, 0, BANNER.length());
    Kind kind = banner ? banner(text) : new Kind(false, Field.REAL, Symmetry.GENERAL);
    boolean here = !banner && !text.isAtEnd() && text.line().charAt(0) != '%';
    if (!here && !text.nextContent()) {
      throw text.incomplete("has no line with the matrix's sizes");
    }
    if (!banner) {
      boolean three = text.line().strip().split("\\s+", -1).length == 3;
      kind = new Kind(three, Field.REAL, Symmetry.GENERAL);
    }
    return sizes(kind, text);
  }

  private static Kind banner(MarketText text) throws FormatException {
    if (!text.word(BANNER).equalsIgnoreCase(BANNER)) {
      throw text.expected(BANNER);
    }
    word(text, "matrix");
    boolean coordinate = word(text, "coordinate", "array").equals("coordinate");
    String field = word(text, "real", "integer", "pattern", "complex");
    if (field.equals("complex")) {
      throw text.malformed("a complex matrix is not read, expected real, integer or pattern");
    }
    if (field.equals("pattern") && !coordinate) {
      throw text.malformed("a pattern has coordinates, expected no array");
    }
    String symmetry = word(text, "general", "symmetric", "skew-symmetric", "hermitian");
    if (symmetry.equals("hermitian")) {
      throw text.malformed("only complex matrices are hermitian, this one is " + field);
    }
    if (symmetry.equals("skew-symmetric") && field.equals("pattern")) {
      throw text.malformed("a pattern has no signs, expected general or symmetric");
    }
    text.requireEnd();
    return new Kind(
        coordinate,
        Field.valueOf(field.toUpperCase(Locale.ROOT)),
        Symmetry.valueOf(symmetry.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /** The next word, which must be one of {@code choices} in any case; in lower case. */
  private static String word(MarketText text, String... choices) throws FormatException {
    String expected = String.join(" or ", choices);
    String word = text.word(expected).toLowerCase(Locale.ROOT);
    for (String choice : choices) {
      if (choice.equals(word)) {
        return word;
      }
    }
    throw text.expected(expected);
  }

  private static MarketHeader sizes(Kind kind, MarketText text) throws FormatException {
    int rows = (int) text.integer(0, Integer.MAX_VALUE, "the number of rows");
    int columns = (int) text.integer(0, Integer.MAX_VALUE, "the number of columns");
    if (rows != columns && kind.symmetry != Symmetry.GENERAL) {
      throw text.malformed(
          "a %s matrix is square, this one is %d×%d".formatted(kind.symmetry, rows, columns));
    }
    long entries =
        kind.coordinate
            ? text.integer(0, Long.MAX_VALUE, "the number of entries")
            : listed(rows, columns, kind.symmetry);
    text.requireEnd();
    return new MarketHeader(kind.coordinate, kind.field, kind.symmetry, rows, columns, entries);
  }

  private static long listed(long rows, long columns, Symmetry symmetry) {
    return switch (symmetry) {
      case GENERAL -> rows * columns;
      case SYMMETRIC -> rows * (rows + 1) / 2;
      case SKEW_SYMMETRIC -> rows * (rows - 1) / 2;
    };
  }
}
