package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/** What NumPy and SciPy found for the same matrices: see src/test/python/factor_fixtures.py. */
class FactorNumpyTest {
  private static final Engine ENGINE = Engine.cpu(2);
  private static final Map<String, NpyArray> ARRAYS = read();

  private static Map<String, NpyArray> read() {
    try (InputStream in = FactorNumpyTest.class.getResourceAsStream("/factor/numpy.npz")) {
      return new TreeMap<>(Npz.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> cases() {
    return ARRAYS.keySet().stream()
        .filter(key -> key.endsWith(".a"))
        .map(key -> key.substring(0, key.length() - 2))
        .flatMap(name ->
            // Hilbert's matrix rounded to float32 is another matrix.
            name.startsWith("hilbert")
                ? Stream.of(Arguments.of(FLOAT64, name))
                : Stream.of(Arguments.of(FLOAT64, name), Arguments.of(FLOAT32, name)));
  }

  private static Matrix matrix(String name, String what) {
    return ARRAYS.get(name + "." + what).asMatrix();
  }

  private static Vector vector(String name, String what) {
    return ARRAYS.get(name + "." + what).asVector();
  }

  private static boolean has(String name, String what) {
    return ARRAYS.containsKey(name + "." + what);
  }

  /** ‖A‖₂·‖A⁺‖₂ by NumPy's singular values. */
  private static double condition(String name) {
    Vector values = vector(name, "s");
    int rank = (int) vector(name, "rank").get(0);
    return values.get(0) / values.get(rank - 1);
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("cases")
  void luIsScipys(ElementType type, String name) {
    Matrix a = matrix(name, "a").as(type);
    Lu lu = Lu.of(a, ENGINE);
    double scale = name.startsWith("deficient") ? 10 * condition(name) : condition(name);
    // Where two candidates for a pivot are equal but for rounding, the factors may differ.
    if (type == FLOAT64 && !name.startsWith("deficient")) {
      Matrix u = matrix(name, "u");
      Exact.assertClose(lu.upper(), u, type, 2, scale * Exact.norm(u));
      Matrix l = matrix(name, "l");
      Exact.assertClose(lu.lower(), l, type, 2, scale * Exact.norm(l));
    }
    if (has(name, "x")) {
      Matrix x = matrix(name, "x");
      Matrix b = matrix(name, "b").as(type);
      Exact.assertClose(Solve.solve(a, b, ENGINE), x, type, 2, scale * Exact.norm(x));
      Matrix inverse = matrix(name, "inv");
      Exact.assertClose(lu.inverse(), inverse, type, 2, scale * Exact.norm(inverse));
      Vector determinant = vector(name, "slogdet");
      assertThat(lu.determinantSign()).isEqualTo((int) determinant.get(0));
      assertThat(lu.logAbsDeterminant())
          .isCloseTo(determinant.get(1), within(2 * a.rows() * scale * Operands.epsilon(type)));
      double reciprocal = 1 / vector(name, "cond1").get(0);
      assertThat(lu.reciprocalCondition()).isBetween(0.99 * reciprocal, 3 * reciprocal);
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("cases")
  void qrIsNumpysWithSigns(ElementType type, String name) {
    Matrix a = matrix(name, "a").as(type);
    int rank = (int) vector(name, "rank").get(0);
    Matrix r = matrix(name, "r");
    // The rows below the rank are rounding.
    Matrix expectedRows = r.block(0, rank, 0, r.columns());
    Matrix rows = Qr.of(a, ENGINE).r().block(0, rank, 0, r.columns());
    Exact.assertClose(rows, expectedRows, type, 2, condition(name) * Exact.norm(r));
    Qr pivoted = Qr.pivoted(a, ENGINE);
    assertThat(pivoted.rank()).isEqualTo(rank);
    int[] order =
        Arrays.stream(vector(name, "order").toArray()).mapToInt(column -> (int) column).toArray();
    // Past the rank only rounding decides which column comes next, and that is each machine's.
    if (Arrays.equals(order, 0, rank, pivoted.columnOrder(), 0, rank)) {
      Matrix expected = inPlace(matrix(name, "pivotedR"), rank, order);
      double tight = name.startsWith("deficient") ? 10 : condition(name);
      Matrix found = inPlace(pivoted.r(), rank, pivoted.columnOrder());
      Exact.assertClose(found, expected, type, 2, tight * Exact.norm(expected));
    } else {
      // Columns of equal length may change places with rounding; few of the cases have any.
      assertThat(type).isEqualTo(FLOAT32);
    }
  }

  /** The first rows of a pivoted R, each column back where it stands in A. */
  private static Matrix inPlace(Matrix r, int rows, int[] order) {
    double[][] values = new double[rows][r.columns()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < r.columns(); j++) {
        values[i][order[j]] = r.get(i, j);
      }
    }
    return Matrix.of(values);
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("cases")
  void svdRankAndPseudoInverseAreNumpys(ElementType type, String name) {
    Matrix a = matrix(name, "a").as(type);
    Svd svd = Svd.thin(a, ENGINE);
    Vector values = vector(name, "s");
    Exact.assertClose(svd.values().asColumn(), values.asColumn(), type, 2, values.get(0));
    assertThat(svd.rank()).isEqualTo((int) vector(name, "rank").get(0));
    Matrix inverse = matrix(name, "pinv");
    double scale = condition(name) * Exact.norm(inverse);
    Exact.assertClose(svd.pseudoInverse(), inverse, type, 2, scale);
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("cases")
  void leastSquaresAreNumpys(ElementType type, String name) {
    Matrix a = matrix(name, "a").as(type);
    Matrix b = matrix(name, "b").as(type);
    LeastSquares solved = LeastSquares.solve(a, b, ENGINE);
    assertThat(solved.rank()).isEqualTo((int) vector(name, "rank").get(0));
    Matrix x = matrix(name, "lstsq");
    double scale = Math.pow(condition(name), 2) * Exact.norm(x);
    Exact.assertClose(solved.solution(), x, type, 2, scale);
    Vector residuals = vector(name, "residuals");
    assertThat(solved.residuals().length()).isEqualTo(residuals.length());
    double squares = Math.pow(Exact.norm(b), 2);
    Exact.assertClose(solved.residuals().asColumn(), residuals.asColumn(), type, 2, squares);
    Vector values = vector(name, "s");
    Exact.assertClose(
        solved.singularValues().orElseThrow().asColumn(),
        values.asColumn(),
        type,
        2,
        values.get(0));
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("cases")
  void symmetricMatricesAreNumpys(ElementType type, String name) {
    Matrix a = matrix(name, "a").as(type);
    if (has(name, "eigh")) {
      Vector values = vector(name, "eigh");
      double scale = Exact.norm(values.asColumn());
      Vector ours = SymmetricEigen.values(a, ENGINE);
      Exact.assertClose(ours.asColumn(), values.asColumn(), type, 1, scale);
    }
    if (has(name, "cholesky")) {
      Matrix l = matrix(name, "cholesky");
      Cholesky cholesky = Cholesky.of(a, ENGINE);
      Exact.assertClose(cholesky.lower(), l, type, 1, condition(name) * Exact.norm(l));
      Matrix x = matrix(name, "x");
      Matrix b = matrix(name, "b").as(type);
      Exact.assertClose(cholesky.solve(b), x, type, 2, condition(name) * Exact.norm(x));
      double trace = IntStream.range(0, a.rows()).mapToDouble(i -> a.get(i, i)).sum();
      assertThat(Arrays.stream(vector(name, "eigh").toArray()).sum())
          .isCloseTo(trace, within(1e-13 * trace));
    }
  }
}
