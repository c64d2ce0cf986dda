package org.warpath.graph.mediawiki.sql;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.InputFile;
import org.warpath.kernels.RunControl;

/**
 * One table of a dump made by mysqldump or alike: its columns are found by reading {@code CREATE
 * TABLE}, its rows are those of all {@code INSERT} statements, with or without a list of columns.
 * Other statements and other tables are skipped. Reads a stream: memory does not grow with the
 * file. For one thread, with another that unpacks.
 */
public final class SqlTable implements Closeable {
  private static final int UNWANTED = -1;
  // What a table's definition may list beside columns.
  private static final Set<String> NOT_COLUMNS =
      Set.of(
          "primary",
          "unique",
          "key",
          "index",
          "fulltext",
          "spatial",
          "constraint",
          "foreign",
          "check",
          "period");
  private static final Set<String> INSERT_MODIFIERS =
      Set.of("low_priority", "delayed", "high_priority", "ignore");

  private final SqlScanner scanner;
  private final String table;
  private final List<SqlColumn> wanted;
  private final SqlRow row;
  private List<String> columns = List.of();
  private boolean[] present = {};
  private long rowCount;

  private SqlTable(SqlScanner scanner, String table, List<SqlColumn> wanted) {
    this.scanner = scanner;
    this.table = table;
    this.wanted = wanted;
    this.row = new SqlRow(scanner, wanted);
  }

  /** Takes rows. */
  @FunctionalInterface
  public interface RowTaker {
    /** Takes {@code row}, whose values change with the next one. */
    void take(SqlRow row) throws IOException;
  }

  /**
   * Opens a dump and reads it up to the definition of {@code table}, which may have a prefix:
   * {@code mw_page} is the table {@code page} too.
   *
   * @param wanted the columns to read, in any order
   * @param control told of the file's bytes read so far
   * @throws GraphFormatException if the table is not in it or lacks a required column
   */
  public static SqlTable open(Path file, String table, List<SqlColumn> wanted, RunControl control)
      throws IOException {
    return open(file, table, wanted, control, ReadAhead.BLOCK_BYTES);
  }

  static SqlTable open(
      Path file, String table, List<SqlColumn> wanted, RunControl control, int blockBytes)
      throws IOException {
    ReadAhead input = new ReadAhead(InputFile.open(file), blockBytes);
    SqlScanner scanner =
        new SqlScanner(
            file.toString(),
            input,
            () -> control.iteration(table, input.position(), input.size(), Double.NaN));
    SqlTable opened = new SqlTable(scanner, table, wanted);
    try {
      opened.readDefinition();
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private void readDefinition() throws IOException {
    while (columns.isEmpty()) {
      if (scanner.skipBlank() == SqlScanner.END) {
        throw new GraphFormatException(
            scanner.source(), "expected a statement CREATE TABLE " + table + ", found none");
      }
      // No row comes before the definition: insert() refuses it.
      statement(ignored -> {});
    }
  }

  /** Whether the table has wanted column number {@code column}. */
  public boolean has(int column) {
    return present[column];
  }

  /** Rows read so far. */
  public long rowCount() {
    return rowCount;
  }

  /**
   * Gives all rows to {@code taker}, in the order of the file.
   *
   * @throws GraphFormatException naming line and column of the first defect
   */
  public void forEachRow(RowTaker taker) throws IOException {
    while (scanner.skipBlank() != SqlScanner.END) {
      statement(taker);
    }
  }

  private void statement(RowTaker taker) throws IOException {
    if (scanner.takeIf(';')) {
      return;
    }
    scanner.mark();
    long line = scanner.line();
    String verb = scanner.word();
    switch (verb) {
      case "" -> throw scanner.expected("an SQL statement");
      case "create" -> create(line);
      case "insert", "replace" -> insert(line, taker);
      default -> scanner.skipStatement(line);
    }
  }

  private boolean isOurs(String name) {
    return name.equals(table) || name.endsWith("_" + table);
  }

  private void create(long line) throws IOException {
    String what = scanner.word();
    if (what.equals("table")) {
      String name = scanner.name();
      if (name.equals("if")) {
        // IF NOT EXISTS
        scanner.word();
        scanner.word();
        name = scanner.name();
      }
      if (isOurs(name)) {
        if (!columns.isEmpty()) {
          throw scanner.malformed("expected one CREATE TABLE " + table + ", found a second");
        }
        columns = definitions();
        findWanted();
      }
    }
    scanner.skipStatement(line);
  }

  private void findWanted() throws GraphFormatException {
    present = new boolean[wanted.size()];
    for (int i = 0; i < present.length; i++) {
      present[i] = columns.contains(wanted.get(i).name());
      if (!present[i] && wanted.get(i).required()) {
        throw scanner.malformed(
            "expected table "
                + table
                + " to have a column "
                + wanted.get(i).name()
                + ", it has "
                + String.join(", ", columns));
      }
    }
  }

  private List<String> definitions() throws IOException {
    List<String> names = new ArrayList<>();
    scanner.expect('(');
    do {
      boolean quoted = scanner.skipBlank() == '`' || scanner.peek() == '"';
      String name = scanner.name();
      if (quoted || !NOT_COLUMNS.contains(name)) {
        names.add(name);
      }
      scanner.skipDefinition();
    } while (scanner.takeIf(','));
    scanner.expect(')');
    scanner.mark();
    return names;
  }

  private void insert(long line, RowTaker taker) throws IOException {
    String name = scanner.name();
    while (INSERT_MODIFIERS.contains(name)) {
      name = scanner.name();
    }
    if (name.equals("into")) {
      name = scanner.name();
    }
    if (!isOurs(name)) {
      scanner.skipStatement(line);
      return;
    }
    if (columns.isEmpty()) {
      throw scanner.malformed("expected CREATE TABLE " + table + " before its first row");
    }
    int[] slots = slots(scanner.skipBlank() == '(' ? columnList() : columns);
    scanner.skipBlank();
    scanner.mark();
    String values = scanner.word();
    if (!values.equals("values") && !values.equals("value")) {
      throw scanner.malformed("expected VALUES, found \"" + values + "\"");
    }
    do {
      row(slots);
      taker.take(row);
      rowCount++;
    } while (scanner.takeIf(','));
    if (!scanner.takeIf(';')) {
      if (!scanner.word().equals("on")) {
        throw scanner.expected("',' or ';' after a row");
      }
      // ON DUPLICATE KEY UPDATE
      scanner.skipStatement(line);
    }
  }

  private List<String> columnList() throws IOException {
    List<String> names = new ArrayList<>();
    scanner.expect('(');
    do {
      names.add(scanner.name());
    } while (scanner.takeIf(','));
    scanner.expect(')');
    for (int i = 0; i < present.length; i++) {
      if (present[i] && !names.contains(wanted.get(i).name())) {
        throw scanner.expected("a column " + wanted.get(i).name() + " in the list before it");
      }
    }
    return names;
  }

  /** Which wanted column each value of a row belongs to. */
  private int[] slots(List<String> names) {
    int[] slots = new int[names.size()];
    Arrays.fill(slots, UNWANTED);
    for (int i = 0; i < wanted.size(); i++) {
      int place = names.indexOf(wanted.get(i).name());
      if (place >= 0) {
        slots[place] = i;
      }
    }
    return slots;
  }

  private void row(int[] slots) throws IOException {
    scanner.markRow();
    scanner.expect('(');
    for (int i = 0; i < slots.length; i++) {
      if (i > 0 && !scanner.takeIf(',')) {
        throw scanner.expected("',' and value " + (i + 1) + " of " + slots.length);
      }
      row.read(slots[i]);
    }
    if (!scanner.takeIf(')')) {
      throw scanner.expected("')' after " + slots.length + " values");
    }
  }

  @Override
  public void close() throws IOException {
    scanner.close();
  }
}
