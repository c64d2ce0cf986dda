package org.warpath.graph.mediawiki.sql;

import java.io.IOException;
import java.util.List;
import org.warpath.graph.GraphFormatException;

/** The wanted values of one row; the same object serves every row. */
public final class SqlRow {
  private final SqlScanner scanner;
  private final List<SqlColumn> columns;
  private final long[] integers;
  private final Text[] texts;
  private final boolean[] present;
  private final Text ignored = new Text();
  private final boolean[] isInteger;

  SqlRow(SqlScanner scanner, List<SqlColumn> columns) {
    this.scanner = scanner;
    this.columns = columns;
    int count = columns.size();
    integers = new long[count];
    present = new boolean[count];
    texts = new Text[count];
    isInteger = new boolean[count];
    for (int i = 0; i < count; i++) {
      texts[i] = new Text();
      isInteger[i] = columns.get(i).kind() == SqlColumn.Kind.INTEGER;
    }
  }

  /**
   * The value of wanted column number {@code column}.
   *
   * @throws GraphFormatException if it is NULL
   */
  public long integer(int column) throws GraphFormatException {
    requirePresent(column);
    return integers[column];
  }

  /**
   * The value of wanted column number {@code column}, until the next row.
   *
   * @throws GraphFormatException if it is NULL
   */
  public Text text(int column) throws GraphFormatException {
    requirePresent(column);
    return texts[column];
  }

  private void requirePresent(int column) throws GraphFormatException {
    if (!present[column]) {
      throw malformed("expected a value of " + columns.get(column).name() + ", found NULL");
    }
  }

  /** Whether wanted column number {@code column} is NULL here, or not in the table at all. */
  public boolean isNull(int column) {
    return !present[column];
  }

  /** An error in this row. */
  public GraphFormatException malformed(String problem) {
    return scanner.malformedRow(problem);
  }

  /** Reads one value; {@code column} is −1 for a column nobody wants. */
  void read(int column) throws IOException {
    int octet = scanner.skipBlank();
    boolean integer = column >= 0 && isInteger[column];
    boolean there = true;
    if (integer && ((octet >= '0' && octet <= '9') || octet == '-')) {
      integers[column] = scanner.integer();
    } else {
      Text text = column >= 0 ? texts[column] : ignored;
      there = SqlLiteral.read(scanner, text);
      if (integer && there) {
        integers[column] = parse(text);
      }
    }
    if (column >= 0) {
      present[column] = there;
    }
  }

  private long parse(Text text) throws GraphFormatException {
    try {
      return Long.parseLong(text.toString());
    } catch (NumberFormatException e) {
      GraphFormatException malformed =
          scanner.malformed("expected an integer, found \"" + text + "\"");
      malformed.initCause(e);
      throw malformed;
    }
  }
}
