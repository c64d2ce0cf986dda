package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrEntries;
import org.warpath.linalg.sparse.Entries;

/** What every engine's {@link SparseBlas} must do. */
abstract class SparseBlasContract {
  static final Arena AUTO = Arena.ofAuto();

  /** The engine under test. */
  abstract Engine engine();

  // Numbers of a few bits, so that sums of products are exact in either type and any order.
  static Vector vector(ElementType type, int length, long seed) {
    Random random = new Random(seed);
    Vector vector = Vector.zeros(type, length);
    for (int i = 0; i < length; i++) {
      vector.set(i, (random.nextInt(33) - 16) / 8.0);
    }
    return vector;
  }

  static Matrix matrix(ElementType type, int rows, int columns, long seed) {
    Matrix matrix = Matrix.zeros(type, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, vector(type, 1, seed + 1000L * i + j).get(0));
      }
    }
    return matrix;
  }

  /** alpha · a·b + beta · c. */
  static double[][] product(double alpha, double[][] a, double[][] b, double beta, double[][] c) {
    double[][] result = new double[c.length][];
    for (int i = 0; i < c.length; i++) {
      result[i] = new double[c[i].length];
      for (int j = 0; j < c[i].length; j++) {
        double sum = 0;
        for (int k = 0; k < b.length; k++) {
          sum += a[i][k] * b[k][j];
        }
        result[i][j] = alpha * sum + beta * c[i][j];
      }
    }
    return result;
  }

  private static double[] column(double[][] matrix) {
    return Arrays.stream(matrix).mapToDouble(row -> row[0]).toArray();
  }

  private static double[][] transposed(double[][] a, int columns) {
    double[][] result = new double[columns][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < columns; j++) {
        result[j][i] = a[i][j];
      }
    }
    return result;
  }

  private void assertSpmv(Csr a, double alpha, double beta, long seed) {
    ElementType type = a.type();
    Vector x = vector(type, a.columnCount(), seed);
    Vector y = vector(type, a.rowCount(), seed + 1);
    double[][] dense = Entries.dense(a);
    double[][] expected =
        product(alpha, dense, x.asColumn().toArray(), beta, y.asColumn().toArray());
    SparseBlas.spmv(alpha, a, x, beta, y, engine());
    assertThat(y.toArray()).as("%s A·x", a.shape()).containsExactly(column(expected));

    Vector u = vector(type, a.rowCount(), seed + 2);
    Vector v = vector(type, a.columnCount(), seed + 3);
    double[][] back =
        product(
            alpha,
            transposed(dense, a.columnCount()),
            u.asColumn().toArray(),
            beta,
            v.asColumn().toArray());
    SparseBlas.spmv(alpha, new Csc(a), u, beta, v, engine());
    assertThat(v.toArray()).as("%s Aᵀ·x", a.shape()).containsExactly(column(back));
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT32", "FLOAT64"})
  void productsWithVectorsAreThoseOfTheElements(ElementType type) {
    int[][] shapes = {{1, 1, 1}, {7, 5, 0}, {1, 40, 25}, {40, 1, 25}, {23, 31, 200}, {64, 64, 999}};
    for (int[] shape : shapes) {
      Csr a = Entries.random(type, shape[0], shape[1], shape[2], shape[2]);
      assertSpmv(a, 1, 0, 1);
      assertSpmv(a, -0.5, 2, 2);
      assertSpmv(a.withoutValues(), 1, 0, 3);
      assertSpmv(a.withoutValues(), 2, -1, 4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13})
  void rowsOfEveryLengthSideBySideAreSummed(int width) {
    for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.FLOAT64}) {
      int rows = 21;
      double[][] elements = new double[rows][rows + 13];
      for (int i = 0; i < rows; i++) {
        // Other lengths before, within and behind the runs of equal rows.
        int length = i == 1 || i == 11 || i == 20 ? width + 1 : width;
        for (int k = 0; k < length; k++) {
          elements[i][i + k] = (i + 1) * (k + 1) / 16.0;
        }
      }
      assertSpmv(Entries.of(type, elements), 1, 0, width);
      assertSpmv(Entries.of(type, elements), 3, 0.5, width);
    }
  }

  @Test
  void aStencilIsMultiplied() {
    assertSpmv(Entries.laplacian(ElementType.FLOAT64, 20), 1, 0, 1);
    assertSpmv(Entries.laplacian(ElementType.FLOAT32, 20), 1, 1, 1);
  }

  @Test
  void vectorsMayBeViews() {
    Csr a = Entries.random(ElementType.FLOAT64, 9, 6, 30, 1);
    Matrix store = matrix(ElementType.FLOAT64, 9, 4, 2);
    Vector x = store.column(1).slice(2, 8);
    Vector y = store.column(3);
    double[] untouched = store.column(2).toArray();
    double[][] expected =
        product(2, Entries.dense(a), x.asColumn().toArray(), 3, y.asColumn().toArray());
    SparseBlas.spmv(2, a, x, 3, y, engine());
    assertThat(y.toArray()).containsExactly(column(expected));
    assertThat(store.column(2).toArray()).containsExactly(untouched);
  }

  @Test
  void emptyMatricesGiveNothingOrZeros() {
    for (int[] shape : new int[][] {{0, 0}, {0, 3}, {3, 0}}) {
      Csr a = Csr.ofDoubles(AUTO, shape[1], new long[shape[0] + 1], new int[0], new double[0]);
      assertSpmv(a, 1, 0, 1);
      Matrix c = matrix(ElementType.FLOAT64, shape[0], 2, 1);
      SparseBlas.spmm(1, a, matrix(ElementType.FLOAT64, shape[1], 2, 2), 0, c, engine());
      assertThat(c.toArray()).isDeepEqualTo(new double[shape[0]][2]);
    }
  }

  @Test
  void betaZeroOverwritesNaN() {
    Csr a = Entries.random(ElementType.FLOAT64, 5, 5, 9, 1);
    Vector x = vector(ElementType.FLOAT64, 5, 1);
    Vector y = Vector.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    SparseBlas.spmv(1, a, x, 0, y, engine());
    assertThat(y.toArray()).doesNotContain(Double.NaN);
    Vector z = Vector.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    SparseBlas.spmv(1, new Csc(a), x, 0, z, engine());
    assertThat(z.toArray()).doesNotContain(Double.NaN);
    Matrix c = Matrix.of(y.toArray(), y.toArray(), y.toArray(), y.toArray(), y.toArray());
    c.set(2, 2, Double.NaN);
    SparseBlas.spmm(1, a, matrix(ElementType.FLOAT64, 5, 5, 3), 0, c, engine());
    assertThat(c.get(2, 2)).isNotNaN();
  }

  @Test
  void infinitiesAndNaNSpreadThroughStoredEntriesOnly() {
    // Row 0 has a stored zero at the infinity, row 1 nothing, row 2 meets the NaN.
    Csr a =
        Csr.ofDoubles(
            AUTO,
            3,
            new long[] {0, 2, 3, 5},
            new int[] {0, 1, 0, 0, 2},
            new double[] {1, 0, 2, 3, 4});
    Vector y = Vector.zeros(ElementType.FLOAT64, 3);
    SparseBlas.spmv(1, a, Vector.of(1, Double.POSITIVE_INFINITY, Double.NaN), 0, y, engine());
    assertThat(y.toArray()).containsExactly(Double.NaN, 2, Double.NaN);
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT32", "FLOAT64"})
  void productsWithMatricesTakeAnyStrides(ElementType type) {
    Csr a = Entries.random(type, 12, 9, 40, 1);
    double[][] dense = Entries.dense(a);
    Matrix store = matrix(type, 30, 30, 5);
    Matrix[] factors = {
      matrix(type, 9, 7, 2),
      matrix(type, 7, 9, 3).transposed(),
      store.block(1, 10, 2, 9),
      store.block(1, 8, 2, 11).transposed(),
      new Matrix(type, store.memory(), 9, 7, 30, 2)
    };
    for (Matrix b : factors) {
      Matrix space = matrix(type, 30, 40, 6);
      Matrix[] results = {
        matrix(type, 12, 7, 4),
        matrix(type, 7, 12, 4).transposed(),
        space.block(3, 15, 2, 9),
        new Matrix(type, space.memory(), 12, 7, 40, 3)
      };
      for (Matrix c : results) {
        double[][] expected = product(2, dense, b.toArray(), -1, c.toArray());
        SparseBlas.spmm(2, a, b, -1, c, engine());
        assertThat(c.toArray()).isDeepEqualTo(expected);
      }
    }
    Matrix c = Matrix.zeros(type, 12, 7);
    Csr ones = a.withoutValues();
    SparseBlas.spmm(1, ones, factors[0], 0, c, engine());
    double[][] expected =
        product(1, Entries.dense(ones), factors[0].toArray(), 0, new double[12][7]);
    assertThat(c.toArray()).isDeepEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT32", "FLOAT64"})
  void productsOfSparseMatricesAreSortedWithoutDuplicates(ElementType type) {
    int[][] shapes = {{1, 1, 1, 1}, {5, 4, 3, 0}, {20, 30, 25, 150}, {3, 50, 700, 300}};
    for (int[] shape : shapes) {
      Csr a = Entries.random(type, shape[0], shape[1], shape[3], 1);
      Csr b = Entries.random(type, shape[1], shape[2], 2 * shape[3], 2);
      for (Csr left : new Csr[] {a, a.withoutValues()}) {
        Csr c = SparseBlas.spgemm(left, b, engine());
        CsrEntries.requireValid(c);
        assertThat(CsrEntries.hasDuplicates(c)).isFalse();
        assertThat(c.type()).isEqualTo(type);
        double[][] expected =
            product(1, Entries.dense(left), Entries.dense(b), 0, new double[shape[0]][shape[2]]);
        assertThat(Entries.dense(c)).isDeepEqualTo(expected);
      }
    }
  }

  @Test
  void productsOfEmptyMatricesAreEmpty() {
    Csr none = Csr.ofDoubles(AUTO, 0, new long[] {0}, new int[0], new double[0]);
    assertThat(SparseBlas.spgemm(none, none, engine()).shape()).isEqualTo("0×0");
    Csr tall = Csr.ofDoubles(AUTO, 0, new long[] {0, 0, 0}, new int[0], new double[0]);
    Csr flat = Csr.ofDoubles(AUTO, 3, new long[] {0}, new int[0], new double[0]);
    Csr product = SparseBlas.spgemm(tall, flat, engine());
    assertThat(product.shape()).isEqualTo("2×3");
    assertThat(product.entryCount()).isZero();
  }

  @Test
  void whatCancelsInAProductStaysStored() {
    Csr a = Entries.of(ElementType.FLOAT64, new double[][] {{1, -1}});
    Csr b = Entries.of(ElementType.FLOAT64, new double[][] {{2, 1}, {2, 0}});
    Csr c = SparseBlas.spgemm(a, b, engine());
    assertThat(c.columnIndices().toArray(JAVA_INT)).containsExactly(0, 1);
    assertThat(c.valueAsDouble(0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT32", "FLOAT64"})
  void sampledProductsHaveThePattern(ElementType type) {
    Csr pattern = Entries.random(type, 14, 11, 50, 1);
    for (int inner : new int[] {0, 1, 3, 8}) {
      Matrix[] lefts = {matrix(type, 14, inner, 2), matrix(type, inner, 14, 2).transposed()};
      Matrix[] rights = {matrix(type, inner, 11, 3), matrix(type, 11, inner, 3).transposed()};
      for (Matrix left : lefts) {
        for (Matrix right : rights) {
          double[][] product = product(1, left.toArray(), right.toArray(), 0, new double[14][11]);
          Csr sampled = SparseBlas.sddmm(2, left, right, 0.5, pattern, engine());
          assertThat(sampled.columnIndices()).isSameAs(pattern.columnIndices());
          for (int row = 0; row < 14; row++) {
            for (long e = pattern.rowStart(row); e < pattern.rowStart(row + 1); e++) {
              double expected =
                  2 * product[row][pattern.column(e)] + 0.5 * pattern.valueAsDouble(e);
              assertThat(sampled.valueAsDouble(e)).isEqualTo(expected);
            }
          }
          Csr ones = SparseBlas.sddmm(1, left, right, 1, pattern.withoutValues(), engine());
          assertThat(ones.valueAsDouble(0))
              .isEqualTo(product[first(pattern)][pattern.column(0)] + 1);
        }
      }
    }
  }

  private static int first(Csr matrix) {
    int row = 0;
    while (matrix.rowLength(row) == 0) {
      row++;
    }
    return row;
  }

  @Test
  void sampledProductsIgnoreNaNOfThePatternWithBetaZero() {
    Csr nan = Csr.ofDoubles(AUTO, 1, new long[] {0, 1}, new int[] {0}, new double[] {Double.NaN});
    Matrix one = Matrix.identity(ElementType.FLOAT64, 1);
    Csr sampled = SparseBlas.sddmm(1, one, one, 0, nan, engine());
    assertThat(sampled.valueAsDouble(0)).isEqualTo(1);
  }

  @Test
  void realNumbersAreWithinTheErrorBound() {
    Random random = new Random(7);
    int n = 300;
    double[][] elements = new double[n][n];
    for (double[] row : elements) {
      for (int k = 0; k < 40; k++) {
        row[random.nextInt(n)] = random.nextGaussian();
      }
    }
    for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.FLOAT64}) {
      double epsilon = type == ElementType.FLOAT64 ? 0x1p-53 : 0x1p-24;
      Csr a = Entries.of(type, elements);
      Vector x = Vector.zeros(type, n);
      for (int i = 0; i < n; i++) {
        x.set(i, random.nextGaussian());
      }
      Vector y = Vector.zeros(type, n);
      SparseBlas.spmv(1, a, x, 0, y, engine());
      for (int row = 0; row < n; row++) {
        double sum = 0;
        double size = 0;
        for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
          double term = a.valueAsDouble(e) * x.get(a.column(e));
          sum += term;
          size += Math.abs(term);
        }
        // Both sums of 40 terms are off by at most 40 ε each.
        assertThat(y.get(row)).isCloseTo(sum, within(2 * 41 * epsilon * size));
      }
    }
  }
}
