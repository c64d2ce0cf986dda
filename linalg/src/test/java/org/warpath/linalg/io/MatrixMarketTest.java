package org.warpath.linalg.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.io.MatrixMarket.Content;
import org.warpath.linalg.io.MatrixMarket.Dense;
import org.warpath.linalg.io.MatrixMarket.Sparse;
import org.warpath.linalg.sparse.Csr;

class MatrixMarketTest {
  @TempDir Path folder;

  /** The matrix shipped as {@code name}, packed or not; else of the shared data. */
  private static Path matrix(String name) {
    for (String ending : new String[] {".mtx", ".mtx.gz"}) {
      @Nullable URL resource = MatrixMarketTest.class.getResource("/matrices/" + name + ending);
      if (resource != null) {
        try {
          return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
          throw new AssertionError(e);
        }
      }
    }
    return SharedData.file("matrices/" + name + ".mtx");
  }

  private static Content read(String text) throws IOException {
    return MatrixMarket.read(new StringReader(text.replace("\\n", "\n")));
  }

  private static MemorySegment values(Csr csr) {
    if (csr.values() != null) {
      return csr.values();
    }
    double[] ones = new double[(int) csr.entryCount()];
    Arrays.fill(ones, 1);
    return MemorySegment.ofArray(ones);
  }

  private static String crc(MemorySegment... parts) {
    CRC32 crc = new CRC32();
    for (MemorySegment part : parts) {
      crc.update(part.toArray(JAVA_BYTE));
    }
    return "%08x".formatted(crc.getValue());
  }

  private static String describe(Content content) {
    return switch (content) {
      case Sparse(Csr csr) ->
          "csr %d×%d %d %s"
              .formatted(
                  csr.rowCount(),
                  csr.columnCount(),
                  csr.entryCount(),
                  crc(csr.rowOffsets(), csr.columnIndices(), values(csr)));
      case Dense(Matrix matrix) ->
          "array %s %d %s"
              .formatted(
                  matrix.shape(), (long) matrix.rows() * matrix.columns(), crc(matrix.memory()));
    };
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/matrices/expected.csv")
  void filesHoldWhatScipyReads(
      String name, String kind, int rows, int columns, long entries, String crc)
      throws IOException {
    assertThat(describe(MatrixMarket.read(matrix(name))))
        .isEqualTo("%s %d×%d %d %s".formatted(kind, rows, columns, entries, crc));
  }

  @Test
  void integersMayBeInfiniteOrOf64Bits() throws IOException {
    double inf = Double.POSITIVE_INFINITY;
    for (String name : new String[] {"matrix_fp32", "matrix_fp64"}) {
      assertThat(values(MatrixMarket.readCsr(matrix(name))).toArray(JAVA_DOUBLE))
          .containsExactly(inf, 7, 5, 8, 1, -inf, 0, 7, 5, 9, 1, 1);
    }
    assertThat(values(MatrixMarket.readCsr(matrix("matrix_uint64"))).toArray(JAVA_DOUBLE))
        .contains(0x1p64);
  }

  @Test
  void withoutItsFirstLineAFileHoldsRealNumbers() throws IOException {
    assertThat(describe(MatrixMarket.read(matrix("full_noheader"))))
        .isEqualTo(describe(MatrixMarket.read(matrix("full"))));
    assertThat(((Sparse) read("% remark\\n\\n2 3 1\\n2 3 -.5")).matrix().valueAsDouble(0))
        .isEqualTo(-0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mangled1 | :1:16: expected matrix, found \"mangled\"",
        "mangled2 | :1:23: expected coordinate or array, found \"mangled\"",
        "mangled3 | :1:34: expected real or integer or pattern or complex, found \"mangled\"",
        "mangled4 | :1:39: expected general or symmetric or skew-symmetric or hermitian, found \"mangled\"",
        "mangled5 | :1:42: only complex matrices are hermitian, this one is pattern",
        "mangled6 | :1:39: only complex matrices are hermitian, this one is real",
        "mangled7 | :5:4: expected a number, found the end of the line",
        "mangled8 | :4:2: expected the number of columns, found the end of the line",
        "complex | :1:29: a complex matrix is not read, expected real, integer or pattern",
      })
  void brokenFilesAreRefusedAtTheirLine(String name, String problem) {
    Path file = matrix(name);
    assertThatThrownBy(() -> MatrixMarket.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coordinate real general\\n2 2 2\\n1 1 1 | : declares 2 entries, has 1",
        "coordinate real general\\n2 2 1\\n1 1 1\\n%\\n1 2 1 | :5:1: expected the end, after 1 entries, found \"1\"",
        "array real general\\n2 2\\n1 2 3 | : declares 4 entries, has 3",
        "array real general\\n1000000 1000000\\n1 | : declares 1000000000000 entries, has 1",
        "array real general\\n1 1\\n1 2 3 | :3:3: expected the end, after 1 entries, found \"2\"",
        "coordinate real general\\n2 3 1\\n3 1 1 | :3:1: expected a row in [1, 2], found \"3\"",
        "coordinate real general\\n2 3 1\\n1 0 1 | :3:3: expected a column in [1, 3], found \"0\"",
        "coordinate real general\\n2 2 1\\n1 x 1 | :3:3: expected a column in [1, 2], found \"x\"",
        "coordinate real general\\n2 2 1\\n1 1 0x1p3 | :3:5: expected a number, found \"0x1p3\"",
        "coordinate real general\\n2 2 1\\n1 1 1f | :3:5: expected a number, found \"1f\"",
        "coordinate integer general\\n2 2 1\\n1 1 1.5 | :3:5: expected an integer, found \"1.5\"",
        "coordinate real general\\n2 2 1\\n1 1 1 9 | :3:7: expected the end of the line, found \"9\"",
        "coordinate pattern general\\n2 2 1\\n1 1 1 | :3:5: expected the end of the line, found \"1\"",
        "coordinate real symmetric\\n2 2 1\\n1 2 1 | :3:3: of a symmetric matrix only entries on or below the diagonal are listed, expected a larger row",
        "coordinate real skew-symmetric\\n2 2 1\\n2 2 1 | :3:3: of a skew-symmetric matrix only entries below the diagonal are listed, expected a larger row",
        "coordinate real symmetric\\n2 3 1\\n2 2 1 | :2:3: a symmetric matrix is square, this one is 2×3",
        "coordinate real general\\n2 2147483648 1 | :2:3: expected the number of columns, found \"2147483648\"",
        "coordinate real general\\n2 -2 1 | :2:3: expected the number of columns, found \"-2\"",
        "coordinate real general\\n2 2 | :2:4: expected the number of entries, found the end of the line",
        "array pattern general\\n1 1\\n1 | :1:29: a pattern has coordinates, expected no array",
        "coordinate pattern skew-symmetric\\n1 1 0 | :1:42: a pattern has no signs, expected general or symmetric",
        "coordinate real general extra\\n1 1 0 | :1:47: expected the end of the line, found \"extra\"",
        "coordinate real general | : has no line with the matrix's sizes",
      })
  void whatIsWrongIsSaidWithLineAndColumn(String text, String problem) {
    assertThatThrownBy(() -> read("%%MatrixMarket matrix " + text))
        .isInstanceOf(FormatException.class)
        .hasMessage("matrix" + problem);
  }

  @Test
  void anEmptyOrCutFileIsRefused() throws IOException {
    assertThatThrownBy(() -> read("")).hasMessage("matrix: is empty");
    assertThatThrownBy(() -> read("%%MatrixMarketing matrix"))
        .hasMessage("matrix:1:1: expected %%MatrixMarket, found \"%%MatrixMarketing\"");
    byte[] packed = Files.readAllBytes(matrix("cryg2500"));
    Path cut = Files.write(folder.resolve("a.mtx.gz"), Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(() -> MatrixMarket.read(cut))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(cut + ": the gzip data is damaged or truncated: ");
  }

  @Test
  void aFileOfTheOtherKindIsRefused() {
    assertThatThrownBy(() -> MatrixMarket.readCsr(matrix("full")))
        .hasMessage(matrix("full") + ": is an array, expected coordinates");
    assertThatThrownBy(() -> MatrixMarket.readMatrix(matrix("sample")))
        .hasMessage(matrix("sample") + ": has coordinates, expected an array");
  }

  @Test
  void symmetryIsFilledInAndParallelEntriesKeepTheirOrder() throws IOException {
    Csr csr =
        ((Sparse)
                read(
                    "%%MatrixMarket matrix coordinate real symmetric\\n3 3 4\\n"
                        + "3 1 5\\n2 2 1\\n3 1 4\\n1 1 2"))
            .matrix();
    assertThat(csr.rowStart(1)).isEqualTo(3);
    assertThat(values(csr).toArray(JAVA_DOUBLE)).containsExactly(2, 5, 4, 1, 5, 4);
    Matrix skew =
        ((Dense) read("%%MatrixMarket matrix array real skew-symmetric\\n3 3\\n1\\n2 3")).matrix();
    assertThat(skew.toArray()).isDeepEqualTo(new double[][] {{0, -1, -2}, {1, 0, -3}, {2, 3, 0}});
  }

  @Test
  void whatIsWrittenReadsBackTheSame() throws IOException {
    double[] values = {
      0.1, -0.0, 1e300, Double.MIN_VALUE, Math.PI, Double.NaN, Double.NEGATIVE_INFINITY
    };
    Csr csr =
        Csr.ofDoubles(
            Arena.ofAuto(), 4, new long[] {0, 3, 3, 7}, new int[] {0, 0, 3, 0, 1, 2, 3}, values);
    Path file = folder.resolve("a.mtx");
    MatrixMarket.write(file, csr);
    assertThat(describe(MatrixMarket.read(file))).isEqualTo(describe(new Sparse(csr)));
    assertThat(Files.readString(file, UTF_8))
        .startsWith("%%MatrixMarket matrix coordinate real general\n3 4 7\n1 1 0.1\n1 1 -0.0\n");

    MatrixMarket.write(file, csr.withoutValues());
    Csr pattern = MatrixMarket.readCsr(file);
    assertThat(pattern.hasValues()).isFalse();
    assertThat(describe(new Sparse(pattern))).isEqualTo(describe(new Sparse(csr.withoutValues())));

    Matrix matrix = Matrix.of(values, values).transposed();
    MatrixMarket.write(file, matrix);
    assertThat(describe(MatrixMarket.read(file))).isEqualTo(describe(new Dense(matrix.copy())));

    Matrix floats = Matrix.of(ElementType.FLOAT32, new double[] {0.1, 1 / 3.0});
    MatrixMarket.write(file, floats);
    assertThat(MatrixMarket.readMatrix(file).toArray()).isDeepEqualTo(floats.toArray());
  }

  @Test
  void matricesWithoutRowsOrColumnsAreKept() throws IOException {
    Path file = folder.resolve("a.mtx");
    for (int[] shape : new int[][] {{0, 0}, {0, 3}, {3, 0}}) {
      MatrixMarket.write(file, Matrix.zeros(ElementType.FLOAT64, shape[0], shape[1]));
      assertThat(MatrixMarket.readMatrix(file).shape()).isEqualTo(shape[0] + "×" + shape[1]);
      Csr csr =
          Csr.ofDoubles(
              Arena.ofAuto(), shape[1], new long[shape[0] + 1], new int[0], new double[0]);
      MatrixMarket.write(file, csr);
      assertThat(MatrixMarket.readCsr(file).shape()).isEqualTo(shape[0] + "×" + shape[1]);
    }
  }
}
