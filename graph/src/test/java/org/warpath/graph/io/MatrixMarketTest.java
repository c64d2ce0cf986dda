package org.warpath.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.kernels.SharedData;

class MatrixMarketTest {
  private static final ImportOptions KEEP_NEGATIVE =
      ImportOptions.defaults().withNegativeWeights(NegativeWeights.KEEP);
  private static final ImportOptions UNWEIGHTED =
      ImportOptions.defaults().withBuild(BuildOptions.defaults().withWeights(false));

  @TempDir Path folder;

  private Graph read(ImportOptions options, String text) throws IOException {
    Path file = Imports.write(folder, "m.mtx", text.replace("\\n", "\n"));
    return Imports.run(options, file).graph();
  }

  private static Path matrix(String name) {
    return SharedData.file("matrices/" + name + ".mtx");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coordinate pattern general\\n3 3 2\\n1 2\\n3 1 | 0→1 2→0",
        "coordinate pattern symmetric\\n3 3 2\\n2 1\\n3 3 | 0→1 1→0 2→2",
        "coordinate real general\\n%\\n\\n2 2 2\\n1 1 .5\\n% here\\n2 1 0 | 0→0:0.5 1→0:0.0",
        "Coordinate Integer Symmetric\\n2 2 1\\n2 1 7 | 0→1:7.0 1→0:7.0",
        "coordinate real skew-symmetric\\n2 2 1\\n2 1 7 | 0→1:-7.0 1→0:7.0",
        "coordinate complex general\\n2 2 1\\n1 2 3 -4 | 0→1:5.0",
        "coordinate complex hermitian\\n2 2 2\\n1 1 2 0\\n2 1 3 4 | 0→0:2.0 0→1:5.0 1→0:5.0",
        "coordinate complex skew-symmetric\\n2 2 1\\n2 1 3 4 | 0→1:5.0 1→0:5.0",
        "array real general\\n2 2\\n1\\n2\\n0\\n4 | 0→0:1.0 1→0:2.0 1→1:4.0",
        "array integer symmetric\\n2 2\\n1\\n2\\n3 | 0→0:1.0 0→1:2.0 1→0:2.0 1→1:3.0",
        "array real skew-symmetric\\n3 3\\n1 2\\n3 | 0→1:-1.0 0→2:-2.0 1→0:1.0 1→2:-3.0 2→0:2.0 2→1:3.0",
        "array complex hermitian\\n2 2\\n1 0\\n3 4\\n0 0 | 0→0:1.0 0→1:5.0 1→0:5.0",
        "array real skew-symmetric\\n1 1 | ''",
        "coordinate real general\\n0 0 0 | ''",
      })
  void readsAllFieldsAndSymmetries(String matrix, String arcs) throws IOException {
    try (Graph graph = read(KEEP_NEGATIVE, "%%MatrixMarket matrix " + matrix + "\n")) {
      assertThat(String.join(" ", Imports.arcTexts(graph))).isEqualTo(arcs);
      String kind = matrix.toLowerCase(Locale.ROOT);
      assertThat(graph.symmetric())
          .isEqualTo(kind.contains(" symmetric") || kind.contains("hermitian"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coordinate real general\\n2 2 2\\n1 1 1 | : declares 2 entries, has 1",
        "coordinate real general\\n2 2 1\\n1 1 1\\n1 2 1 | : declares 1 entries, has 2",
        "array real general\\n2 2\\n1 2 3 | : declares 4 entries, has 3",
        "array real general\\n1 1\\n1 2 3 | : declares 1 entries, has 3",
        "coordinate real general\\n2 2 1\\n0 1 1 | :3:1: expected a row in [1, 2], found \"0\"",
        "coordinate real general\\n2 2 1\\n1 3 1 | :3:3: expected a column in [1, 2], found \"3\"",
        "coordinate real general\\n2 2 1\\n1 1 | :3:4: expected a weight, found the end of the line",
        "coordinate real general\\n2 2 1\\n1 1 nan | :3:5: expected a weight, a finite number, found \"nan\"",
        "coordinate pattern general\\n2 2 1\\n1 1 1 | :3:5: expected the end of the line, found \"1\"",
        "coordinate real symmetric\\n2 2 1\\n1 2 1 | :3:1: of a symmetric matrix only entries on or below the diagonal are listed, expected a larger row than column",
        "coordinate real skew-symmetric\\n2 2 1\\n2 2 1 | :3:1: of a skew-symmetric matrix only entries below the diagonal are listed, expected a larger row than column",
        "array pattern general\\n1 1\\n1 | :1:44: a pattern has coordinates, expected no array",
        "coordinate pattern skew-symmetric\\n1 1 0 | :1:56: a pattern has no signs, expected general or symmetric",
        "coordinate real\\n1 1 0 | :1:38: expected general or symmetric or skew-symmetric or hermitian, found the end of the line",
        "coordinate real general\\n% only comments | : has no line with the matrix's sizes",
        "coordinate real general\\n3 4 0 | :2:1: the matrix is 3×4, expected a square one: rows and columns are the graph's vertices",
        "coordinate real general\\n3 3000000000 0 | :2:3: expected the number of columns, found \"3000000000\"",
      })
  void namesTheLineOfWhatItCannotRead(String matrix, String message) {
    assertThatThrownBy(() -> read(KEEP_NEGATIVE, "%%MatrixMarket matrix " + matrix + "\n"))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(folder.resolve("m.mtx") + message);
  }

  @ParameterizedTest
  @CsvSource({
    "mangled1, ':1:16: expected matrix, found \"mangled\"'",
    "mangled2, ':1:23: expected coordinate or array, found \"mangled\"'",
    "mangled3, ':1:34: expected real or integer or complex or pattern, found \"mangled\"'",
    "mangled4, ':1:39: expected general or symmetric or skew-symmetric or hermitian, found \"mangled\"'",
    "mangled5, ':1:51: only complex matrices are hermitian, this one is pattern'",
    "mangled6, ':1:48: only complex matrices are hermitian, this one is real'",
    "mangled7, ':2:18: expected a GraphBLAS type such as bool, int32_t or double, found \"gunk\"'",
    "mangled8, ':4:2: expected the number of columns, found the end of the line'",
    "lp_afiro, ':65:1: the matrix is 27×51, expected a square one: rows and columns are the graph''s vertices'",
    "empty, ':4:1: the matrix is 3×4, expected a square one: rows and columns are the graph''s vertices'",
    "matrix_fp32, ':7:5: expected a weight, a finite number, found \"-inf\"'",
    "skew_fp64, ':4:5: expected a weight, a finite number, found \"inf\"'",
  })
  void givesOneClearErrorForEachBrokenMatrix(String name, String message) {
    Path file = matrix(name);
    assertThatThrownBy(() -> Imports.run(KEEP_NEGATIVE, file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file + message);
  }

  @ParameterizedTest
  @CsvSource({
    "karate, 34, 156, true",
    "bcsstk13, 2003, 83883, true",
    "west0067, 67, 294, false",
    "sample, 8, 12, false",
    "sample2, 8, 28, false",
    "cryg2500, 2500, 12349, false",
    "bips98_606, 7135, 34738, false",
    "lap2D_5pt_n100, 10000, 49600, true",
    "lap3D_7pt_n20, 8000, 53600, true",
    "gr_900_900_crg, 900, 7744, true",
    "full, 3, 9, false",
    "full_noheader, 3, 9, false",
    "full_symmetric, 4, 16, true",
    "matrix_bool, 7, 12, false",
    "matrix_int8, 7, 12, false",
    "matrix_int16, 7, 12, false",
    "matrix_int32, 7, 12, false",
    "matrix_int64, 7, 12, false",
    "matrix_uint8, 7, 12, false",
    "matrix_uint16, 7, 12, false",
    "matrix_uint32, 7, 12, false",
    "matrix_uint64, 7, 12, false",
    "matrix_fp32_structure, 7, 12, false",
  })
  void readsRealMatrices(String name, int vertices, long arcs, boolean symmetric)
      throws IOException {
    try (Graph graph = Imports.run(KEEP_NEGATIVE, matrix(name)).graph()) {
      assertThat(graph.vertexCount()).isEqualTo(vertices);
      assertThat(graph.edgeCount()).isEqualTo(arcs);
      assertThat(graph.symmetric()).isEqualTo(symmetric);
    }
  }

  @Test
  void roundsTheLargestIntegersToTheNearestFloat() throws IOException {
    try (Graph signed = Imports.run(KEEP_NEGATIVE, matrix("matrix_int64")).graph();
        Graph unsigned = Imports.run(matrix("matrix_uint64")).graph()) {
      assertThat(Imports.arcTexts(signed)).contains("0→1:" + 0x1p63f, "3→0:" + -0x1p63f);
      assertThat(Imports.arcTexts(unsigned)).contains("0→1:" + 0x1p64f, "3→0:0.0");
    }
  }

  @Test
  void weighsAComplexEntryByItsModulus() throws IOException {
    try (Graph graph = Imports.run(matrix("complex")).graph()) {
      assertThat(graph.edgeCount()).isEqualTo(9);
      assertThat(graph.out().value(0)).isEqualTo((float) Math.hypot(.646f, .959f));
    }
  }

  @Test
  void readsThePatternOfAMatrixWhoseValuesAreNoWeights() throws IOException {
    try (Graph infinite = Imports.run(UNWEIGHTED, matrix("matrix_fp32")).graph();
        Graph skew = Imports.run(UNWEIGHTED, matrix("skew_fp64")).graph()) {
      assertThat(infinite.weighted()).isFalse();
      assertThat(infinite.edgeCount()).isEqualTo(12);
      assertThat(skew.edgeCount()).isEqualTo(20);
    }
  }

  @Test
  void refusesNegativeWeightsByDefault() {
    Path file = matrix("lap2D_5pt_n100");
    assertThatThrownBy(() -> Imports.run(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(file + ":5:")
        .hasMessageContaining("weight -1.0 is negative");
  }

  @Test
  void countsTheZerosThatItDropsFromADenseMatrix() throws IOException {
    Path file =
        Imports.write(
            folder, "z.mtx", "%%MatrixMarket matrix array real general\n2 2\n0\n5\n0\n0\n");
    try (Imported imported = Imports.run(file)) {
      assertThat(imported.report().edgesRead()).isEqualTo(4);
      assertThat(imported.report().edgesKept()).isOne();
      assertThat(imported.report().dropped()).containsEntry("zero of a dense matrix", 3L);
    }
  }

  @Test
  void readsTheSmallGraphs() throws IOException {
    try (Graph dolphins = Imports.run(SharedData.file("small-graphs/dolphins.mtx")).graph();
        Graph books = Imports.run(SharedData.file("small-graphs/polbooks.mtx")).graph()) {
      assertThat(dolphins.vertexCount()).isEqualTo(62);
      assertThat(dolphins.edgeCount()).isEqualTo(2 * 159);
      assertThat(books.vertexCount()).isEqualTo(105);
      assertThat(books.edgeCount()).isEqualTo(2 * 441);
    }
  }
}
