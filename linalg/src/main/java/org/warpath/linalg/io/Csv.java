package org.warpath.linalg.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * Tables of numbers as comma-separated values (RFC 4180, UTF-8): a line a row, blank lines skipped.
 * {@code inf} and {@code nan} are numbers too; an empty field is none.
 */
public final class Csv {
  private static final String IN_NUMBERS = "0123456789+-.eEinfaINFA\"\r\n";
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private Csv() {}

  /**
   * A matrix and its columns' names.
   *
   * @param names of the columns; empty if they have none
   * @param matrix the numbers
   */
  public record Table(List<String> names, Matrix matrix) {
    /**
     * @throws IllegalArgumentException if there are names, but not one a column
     */
    public Table {
      names = List.copyOf(names);
      if (!names.isEmpty() && names.size() != matrix.columns()) {
        throw new IllegalArgumentException(
            "%d names cannot be those of %d columns".formatted(names.size(), matrix.columns()));
      }
    }

    /** A matrix without names. */
    public Table(Matrix matrix) {
      this(List.of(), matrix);
    }
  }

  /**
   * Reads {@code file} as the nearest float64.
   *
   * @param delimiter what separates fields: {@code ','}, {@code ';'}, a tab, a blank
   * @param header whether the first line has the columns' names
   * @throws IllegalArgumentException if {@code delimiter} may occur in numbers, or is not ASCII
   * @throws FormatException if a field is no number, or a row has more or fewer than the first:
   *     names line, column, and what was expected
   * @throws IOException if it cannot be read
   */
  public static Table read(Path file, char delimiter, boolean header) throws IOException {
    try (Reader text = Files.newBufferedReader(file, UTF_8)) {
      return read(text, file.toString(), delimiter, header);
    } catch (CharacterCodingException e) {
      throw because(e, new FormatException(file.toString(), "is not UTF-8 text"));
    }
  }

  /**
   * Reads a table from {@code text}, as {@link #read(Path, char, boolean)}.
   *
   * @throws FormatException as there
   * @throws IOException if reading fails
   */
  public static Table read(Reader text, char delimiter, boolean header) throws IOException {
    return read(text, "csv", delimiter, header);
  }

  private static Table read(Reader text, String source, char delimiter, boolean header)
      throws IOException {
    List<String> names = List.of();
    DoubleList values = new DoubleList();
    int rows = 0;
    int columns = -1;
    CSVParser parser = CSVParser.parse(withoutMark(text), format(delimiter));
    try {
      for (CSVRecord record : parser) {
        long line = parser.getCurrentLineNumber();
        if (columns < 0) {
          columns = record.size();
        }
        if (record.size() != columns) {
          throw new FormatException(
              source,
              line,
              0,
              "expected %d fields as in the first row, found %d".formatted(columns, record.size()));
        }
        if (header && parser.getRecordNumber() == 1) {
          names = record.toList();
        } else {
          addRow(record, source, line, names, values);
          rows++;
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof CSVException malformed
          ? because(malformed, new FormatException(source, malformed.getMessage()))
          : e.getCause();
    }
    Matrix matrix = Matrix.zeros(ElementType.FLOAT64, rows, Math.max(0, columns));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, values.get(i * columns + j));
      }
    }
    return new Table(names, matrix);
  }

  private static void addRow(
      CSVRecord record, String source, long line, List<String> names, DoubleList values)
      throws FormatException {
    for (int j = 0; j < record.size(); j++) {
      String field = record.get(j).strip();
      if (values.isFull()) {
        throw new FormatException(source, "has more than " + DoubleList.LONGEST + " numbers");
      }
      try {
        values.add(Decimal.parse(field));
      } catch (NumberFormatException e) {
        String name = names.isEmpty() ? "" : " (" + names.get(j) + ")";
        throw because(
            e,
            new FormatException(
                source,
                line,
                0,
                "column %d%s: expected a number, found \"%s\"".formatted(j + 1, name, field)));
      }
    }
  }

  private static FormatException because(Exception cause, FormatException failure) {
    failure.initCause(cause);
    return failure;
  }

  // Spreadsheets begin files so.
  private static Reader withoutMark(Reader text) throws IOException {
    BufferedReader buffered = new BufferedReader(text);
    buffered.mark(1);
    if (buffered.read() != BYTE_ORDER_MARK) {
      buffered.reset();
    }
    return buffered;
  }

  private static CSVFormat format(char delimiter) {
    if (IN_NUMBERS.indexOf(delimiter) >= 0 || delimiter > 127) {
      throw new IllegalArgumentException(
          "delimiter must be ASCII, not occur in numbers, no quote and no line end, was '"
              + delimiter
              + "'");
    }
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(delimiter)
        .setRecordSeparator("\n")
        .setIgnoreEmptyLines(true)
        .get();
  }

  /**
   * Writes {@code table}, its names first if it has any, atomically; lines end with LF. Elements
   * are the shortest decimals that read back as the same float64.
   *
   * @throws IllegalArgumentException if {@code delimiter} may occur in numbers, or is not ASCII, or
   *     the table has rows without columns, which have no place in such a file
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Path target, Table table, char delimiter) throws IOException {
    CSVFormat format = format(delimiter);
    Matrix matrix = table.matrix();
    if (matrix.columns() == 0 && matrix.rows() > 0) {
      throw new IllegalArgumentException(
          "rows without columns have no place in a CSV file: the matrix is " + matrix.shape());
    }
    AtomicFile.write(
        target,
        channel -> {
          TextOutput out = new TextOutput(channel);
          if (!table.names().isEmpty()) {
            out.text(format.format(table.names().toArray()) + "\n");
          }
          for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
              if (j > 0) {
                out.character(delimiter);
              }
              Decimal.write(out, matrix.get(i, j));
            }
            out.character('\n');
          }
          out.flush();
        });
  }
}
