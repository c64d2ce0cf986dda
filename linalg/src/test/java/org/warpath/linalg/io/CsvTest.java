package org.warpath.linalg.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.io.Csv.Table;

class CsvTest {
  @TempDir Path folder;

  private static Table read(String text, char delimiter, boolean header) throws IOException {
    return Csv.read(
        new StringReader(text.replace("\\n", "\n").replace("\\t", "\t")), delimiter, header);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2.5\\n-3e2,.5\\n | [[1.0, 2.5], [-300.0, 0.5]]",
        "1,2.5\\r\\n\\r\\n3,4 | [[1.0, 2.5], [3.0, 4.0]]",
        "\"1\", 2 \\nNaN,-Infinity | [[1.0, 2.0], [NaN, -Infinity]]",
        "7 | [[7.0]]",
        "1\\n2 | [[1.0], [2.0]]",
        "`` | []",
      })
  void numbersAreRead(String text, String rows) throws IOException {
    Table table = read(text.replace("\\r", "\r"), ',', false);
    assertThat(Arrays.deepToString(table.matrix().toArray())).isEqualTo(rows);
    assertThat(table.names()).isEmpty();
  }

  @Test
  void namesAndOtherDelimitersAreRead() throws IOException {
    Table table = read("\ufeff\"a \"\"b\"\"\"\tc\n1\t2\n", '\t', true);
    assertThat(table.names()).containsExactly("a \"b\"", "c");
    assertThat(table.matrix().toArray()).isDeepEqualTo(new double[][] {{1, 2}});
    assertThat(read("a;b", ';', true).matrix().shape()).isEqualTo("0×2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2\\n3,x | false | csv:2: column 2: expected a number, found \"x\"",
        "1,2\\n\\n3,\\n | false | csv:3: column 2: expected a number, found \"\"",
        "a,b\\n3,0x1 | true | csv:2: column 2 (b): expected a number, found \"0x1\"",
        "a,b\\n | false | csv:1: column 1: expected a number, found \"a\"",
        "1,2\\n3 | false | csv:2: expected 2 fields as in the first row, found 1",
        "a\\n3,4\\n | true | csv:2: expected 1 fields as in the first row, found 2",
      })
  void whatIsNoNumberIsSaidWithLineAndColumn(String text, boolean header, String message) {
    assertThatThrownBy(() -> read(text, ',', header))
        .isInstanceOf(FormatException.class)
        .hasMessage(message);
  }

  @Test
  void otherTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), "1,\u00e9".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Csv.read(file, ',', false))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + ": is not UTF-8 text");
    assertThatThrownBy(() -> read("\"1,2", ',', false))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("csv: ");
    assertThatThrownBy(() -> read("1", '.', false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "delimiter must be ASCII, not occur in numbers, no quote and no line end, was '.'");
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    Matrix matrix = Matrix.zeros(ElementType.FLOAT64, 2, 0);
    assertThatThrownBy(() -> Csv.write(folder.resolve("a.csv"), new Table(matrix), ','))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows without columns have no place in a CSV file: the matrix is 2×0");
    assertThatThrownBy(() -> new Table(List.of("a"), Matrix.zeros(ElementType.FLOAT64, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 names cannot be those of 2 columns");
  }

  @Test
  void textIsAsExpected() throws IOException {
    Path file = folder.resolve("a.csv");
    Matrix matrix = Matrix.of(new double[] {1, -0.0, 0.1}, new double[] {Double.NaN, 1e300, -7.5});
    Csv.write(file, new Table(List.of("x", "y, z", "\"q\""), matrix), ',');
    assertThat(file).hasContent("x,\"y, z\",\"\"\"q\"\"\"\n1,-0.0,0.1\nnan,1.0E300,-7.5\n");
    Csv.write(file, new Table(Matrix.zeros(ElementType.FLOAT64, 0, 0)), ',');
    assertThat(file).isEmptyFile();
  }

  @Property(tries = 100)
  void whatIsWrittenReadsBackTheSame(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll boolean names,
      @ForAll boolean semicolon,
      @ForAll boolean transposed,
      @ForAll Random random)
      throws IOException {
    Matrix plain = Matrix.zeros(ElementType.FLOAT64, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double any = Double.longBitsToDouble(random.nextLong());
        plain.set(i, j, random.nextInt(9) == 0 ? Double.NaN : any);
      }
    }
    Matrix matrix = transposed ? plain.transposed() : plain;
    List<String> header =
        names
            ? IntStream.range(0, matrix.columns()).mapToObj(j -> "x;\n," + j).toList()
            : List.of();
    char delimiter = semicolon ? ';' : ',';
    Path file = Files.createTempFile("round-trip", ".csv");
    Csv.write(file, new Table(header, matrix), delimiter);
    Table read = Csv.read(file, delimiter, names);
    assertThat(read.names()).isEqualTo(header);
    // NaN equals NaN here.
    assertThat(Arrays.deepEquals(read.matrix().toArray(), matrix.toArray())).isTrue();
    Files.delete(file);
  }
}
