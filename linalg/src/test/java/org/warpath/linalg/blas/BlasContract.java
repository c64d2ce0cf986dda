package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Layout;
import org.warpath.linalg.dense.Layout.Placed;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

/** What BLAS must be on every engine, against sums in float64. */
abstract class BlasContract extends GemmContract {
  static final List<ElementType> ARITHMETIC = List.of(ElementType.FLOAT32, ElementType.FLOAT64);

  @Test
  void overlappingResultsAreRefusedUntouched() {
    Matrix whole = Layout.PACKED_ROWS.random(ElementType.FLOAT64, 8, 8, new Random(3)).matrix();
    double[][] before = whole.toArray();
    Matrix a = whole.block(0, 4, 0, 4);
    Matrix beside = whole.block(4, 8, 0, 4);
    Matrix overlapping = whole.block(3, 7, 3, 7);
    Engine engine = engine();
    List<Runnable> calls =
        List.of(
            () -> Blas.gemm(1, a, beside, 0, overlapping, engine),
            () -> Blas.gemm(1, beside, a, 0, overlapping, engine),
            () -> Blas.gemm(1, a, a, 0, a, engine),
            () -> Blas.syrk(1, a, 0, overlapping, Triangle.LOWER, engine),
            () -> Blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.UNIT, 1, a, overlapping, engine),
            () -> Blas.axpy(1, a.row(0), whole.row(0).slice(3, 7), engine),
            () -> Blas.gemv(1, a, beside.row(0), 1, a.row(2), engine),
            () -> Blas.gemv(1, a, beside.row(0), 1, beside.column(0), engine),
            () -> Blas.ger(1, a.row(0), beside.row(0), overlapping, engine));
    for (Runnable call : calls) {
      assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining("shares");
    }
    assertThat(whole.toArray()).isDeepEqualTo(before);
    // Blocks side by side of one matrix do not overlap.
    Blas.gemm(1, a, beside, 0, whole.block(0, 4, 4, 8), engine);
    assertProduct("blocks", 1, a, beside, 0, before, whole.block(0, 4, 4, 8));
    // Nor do columns, of any length.
    Vector result = whole.column(7).slice(0, 5);
    Blas.gemv(1, whole.block(0, 5, 0, 4), whole.column(5).slice(0, 4), 0, result, engine);
    Matrix columns = Matrix.of(before);
    assertProduct(
        "columns",
        1,
        columns.block(0, 5, 0, 4),
        whole.block(0, 4, 5, 6),
        0,
        before,
        whole.block(0, 5, 7, 8));
  }

  @Test
  void batchesWhoseResultsReachIntoAnotherOrAnOperandAreRefusedUntouched() {
    Matrix whole = Layout.PACKED_ROWS.random(ElementType.FLOAT64, 20, 20, new Random(4)).matrix();
    double[][] before = whole.toArray();
    // Result 2 begins in row 1 of result 0; its neighbours do not.
    MatrixBatch reaching = batch(whole, 0, 3, 2, 10, 20, 10);
    MatrixBatch a = MatrixBatch.zeros(ElementType.FLOAT64, 3, 2, 2);
    MatrixBatch b = MatrixBatch.zeros(ElementType.FLOAT64, 3, 2, 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blas.gemm(1, a, b, 0, reaching, GemmMath.FULL, engine()))
        .withMessage("gemm: the results, 3 of 2×10, share elements at stride 10");
    // Result i is factor i + 1.
    MatrixBatch results = batch(whole, 40, 3, 2, 2, 20, 40);
    MatrixBatch factors = batch(whole, 0, 3, 2, 2, 20, 40);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blas.gemm(1, factors, a, 0, results, GemmMath.FULL, engine()))
        .withMessage("gemm: the results, 3 of 2×2, share elements with operands, 3 of 2×2");
    assertThat(whole.toArray()).isDeepEqualTo(before);
  }

  private static MatrixBatch batch(
      Matrix in, int first, int count, int rows, int columns, int rowStride, int stride) {
    return new MatrixBatch(
        in.type(), in.memory().asSlice(first * 8L), count, rows, columns, rowStride, 1, stride);
  }

  @Test
  void scalarsThatRoundToZeroAreZero() {
    double tiny = 1e-60; // 0 in float32
    Engine engine = engine();
    for (ElementType type : List.of(ElementType.FLOAT32, ElementType.BFLOAT16)) {
      Matrix ones = Matrix.of(type, new double[][] {{1, 1}, {1, 1}});
      Matrix nan = Matrix.of(type, new double[][] {{NAN, NAN}, {NAN, NAN}});
      Matrix c = ones.copy();
      Blas.gemm(tiny, nan, ones, 1, c, engine);
      assertThat(c.toArray()).isDeepEqualTo(ones.toArray());
      for (double alpha : new double[] {0, 1}) {
        Matrix over = nan.copy();
        Blas.gemm(alpha, ones, ones, tiny, over, engine);
        assertThat(over.toArray())
            .isDeepEqualTo(new double[][] {{2 * alpha, 2 * alpha}, {2 * alpha, 2 * alpha}});
      }
    }
    Matrix ones = Matrix.of(ElementType.FLOAT32, new double[][] {{1, 1}, {1, 1}});
    Matrix nan = Matrix.of(ElementType.FLOAT32, new double[][] {{NAN, NAN}, {NAN, NAN}});
    Matrix c = ones.copy();
    Blas.axpy(tiny, nan.row(0), c.row(0), engine);
    Blas.ger(tiny, nan.row(0), nan.row(0), c, engine);
    Blas.gemv(tiny, nan, nan.row(0), 1, c.row(0), engine);
    Blas.syrk(tiny, nan, 1, c, Triangle.LOWER, engine);
    assertThat(c.toArray()).isDeepEqualTo(ones.toArray());
    Matrix over = nan.copy();
    Blas.gemv(0, ones, ones.row(0), tiny, over.row(0), engine);
    Blas.syrk(0, ones, tiny, over, Triangle.LOWER, engine);
    assertThat(over.toArray()).isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
    Blas.scal(tiny, nan.row(0), engine);
    assertThat(nan.row(0).toArray()).containsOnly(NAN);
  }

  @Test
  void gemvTakesEveryLayoutAndStride() {
    for (ElementType type : ARITHMETIC) {
      for (Layout layout : Layout.values()) {
        for (int[] shape : SHAPES) {
          for (double beta : new double[] {0, 1, -2}) {
            for (double alpha : new double[] {0, 1.5}) {
              Random random = new Random(5);
              Matrix a = layout.random(type, shape[0], shape[1], random).matrix();
              Placed x = Layout.EVERY_SECOND.random(type, shape[1], 1, random);
              Placed y = layout.random(type, shape[0], 1, random);
              if (beta == 0) {
                y = layout.place(type, shape[0], 1);
              }
              double[][] before = y.matrix().toArray();
              Vector result = shape[0] == 0 ? Vector.zeros(type, 0) : y.matrix().column(0);
              Blas.gemv(alpha, a, x.matrix().column(0), beta, result, engine());
              assertProduct("gemv " + layout, alpha, a, x.matrix(), beta, before, y.matrix());
              y.assertSurroundingsUntouched("y");
            }
          }
        }
      }
    }
  }

  @Test
  void gerTakesEveryLayoutAndStride() {
    for (ElementType type : ARITHMETIC) {
      for (Layout layout : Layout.values()) {
        for (int[] shape : SHAPES) {
          Random random = new Random(6);
          Matrix x = Layout.EVERY_SECOND.random(type, shape[0], 1, random).matrix();
          Matrix y = layout.random(type, 1, shape[1], random).matrix();
          Placed a = layout.random(type, shape[0], shape[1], random);
          double[][] before = a.matrix().toArray();
          Blas.ger(-1.5, x.column(0), y.row(0), a.matrix(), engine());
          assertProduct("ger " + layout, -1.5, x, y, 1, before, a.matrix());
          a.assertSurroundingsUntouched("A");
          double[][] after = a.matrix().toArray();
          Vector nan = Layout.PACKED_ROWS.place(type, 1, shape[0]).matrix().row(0);
          Blas.ger(0, nan, y.row(0), a.matrix(), engine());
          assertThat(a.matrix().toArray()).isDeepEqualTo(after);
        }
      }
    }
  }

  @Test
  void syrkWritesOneTriangleInEveryLayout() {
    for (ElementType type : ARITHMETIC) {
      for (Layout la : Layout.values()) {
        for (Layout lc : Layout.values()) {
          for (int[] shape : SHAPES) {
            if (shape[0] > 20 && la != lc) {
              continue;
            }
            for (Triangle triangle : Triangle.values()) {
              for (double beta : new double[] {0, -2}) {
                checkSyrk(type, la, lc, shape, triangle, beta);
              }
            }
          }
        }
      }
    }
  }

  private void checkSyrk(
      ElementType type, Layout la, Layout lc, int[] shape, Triangle triangle, double beta) {
    Random random = new Random(7);
    int n = shape[0];
    Matrix a = la.random(type, n, shape[2], random).matrix();
    Placed c = lc.random(type, n, n, random);
    double[][] before = c.matrix().toArray();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if ((triangle == Triangle.LOWER) == (j > i) && i != j) {
          c.matrix().set(i, j, NAN);
        } else if (beta == 0) {
          c.matrix().set(i, j, NAN);
        }
      }
    }
    Blas.syrk(1.5, a, beta, c.matrix(), triangle, engine());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean isOther = (triangle == Triangle.LOWER) == (j > i) && i != j;
        if (isOther) {
          if (!Double.isNaN(c.matrix().get(i, j))) {
            fail("the other triangle was written at (%d, %d)", i, j);
          }
          // So that the whole can be compared.
          c.matrix().set(i, j, c.matrix().get(j, i) + beta * (before[i][j] - before[j][i]));
        }
      }
    }
    assertProduct(
        "syrk " + la + " " + lc + " " + triangle, 1.5, a, a.transposed(), beta, before, c.matrix());
    c.assertSurroundingsUntouched("C");
  }

  @Test
  void trsmSolvesInEveryLayoutAndReadsOneTriangle() {
    for (ElementType type : ARITHMETIC) {
      for (Layout lt : Layout.values()) {
        for (Layout lb : Layout.values()) {
          for (Side side : Side.values()) {
            for (Triangle triangle : Triangle.values()) {
              for (Diagonal diagonal : Diagonal.values()) {
                checkTrsm(type, lt, lb, side, triangle, diagonal, 5, 7);
                checkTrsm(type, lt, lb, side, triangle, diagonal, 1, 3);
                checkTrsm(type, lt, lb, side, triangle, diagonal, 0, 2);
              }
            }
          }
        }
      }
      checkTrsm(
          type,
          Layout.PACKED_ROWS,
          Layout.COLUMNS_OF_BLOCK,
          Side.RIGHT,
          Triangle.UPPER,
          Diagonal.STORED,
          90,
          133);
    }
  }

  private void checkTrsm(
      ElementType type,
      Layout lt,
      Layout lb,
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      int m,
      int n) {
    Random random = new Random(8);
    int size = side == Side.LEFT ? m : n;
    Matrix t = lt.random(type, size, size, random).matrix();
    double[][] full = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        boolean isOther = (triangle == Triangle.LOWER) == (j > i) && i != j;
        if (i == j) {
          full[i][i] = diagonal == Diagonal.UNIT ? 1 : 2 + random.nextInt(4) / 4.0;
          t.set(i, i, diagonal == Diagonal.UNIT ? NAN : full[i][i]);
        } else if (isOther) {
          t.set(i, j, NAN);
        } else {
          t.set(i, j, t.get(i, j) / size);
          full[i][j] = t.get(i, j);
        }
      }
    }
    Placed b = lb.random(type, m, n, random);
    double[][] before = b.matrix().toArray();
    Blas.trsm(side, triangle, diagonal, -2, t, b.matrix(), engine());
    double[][] x = b.matrix().toArray();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double magnitudes = 0;
        for (int p = 0; p < size; p++) {
          double product = side == Side.LEFT ? full[i][p] * x[p][j] : x[i][p] * full[p][j];
          sum += product;
          magnitudes += Math.abs(product);
        }
        assertThat(sum)
            .as("%s %s %s %s %s: (%d, %d)", lt, lb, side, triangle, diagonal, i, j)
            .isCloseTo(
                -2 * before[i][j],
                within((size + 3) * epsilon(type) * (magnitudes + Math.abs(2 * before[i][j]))));
      }
    }
    b.assertSurroundingsUntouched("B");
  }

  @Test
  void trsmNamesThePivotThatIsZero() {
    Matrix t = Matrix.identity(ElementType.FLOAT64, 4);
    t.set(2, 2, -0.0);
    Matrix b = Matrix.identity(ElementType.FLOAT64, 4);
    assertThatThrownBy(
            () -> Blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.STORED, 3, t, b, engine()))
        .isInstanceOf(SingularMatrixException.class)
        .hasMessage("trsm: the matrix is singular: pivot 2 is 0");
    assertThat(b.toArray()).isDeepEqualTo(Matrix.identity(ElementType.FLOAT64, 4).toArray());
    Blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.UNIT, 3, t, b, engine());
    assertThat(b.get(2, 2)).isEqualTo(3);
  }

  @Test
  void vectorsOfEveryLengthAndStride() {
    for (ElementType type : ARITHMETIC) {
      for (int length : new int[] {0, 1, 2, 3, 15, 16, 17, 63, 100, 1001, 20_011}) {
        for (Layout layout : Layout.values()) {
          Random random = new Random(length);
          Placed px = layout.random(type, 1, length, random);
          Placed py = Layout.ROWS_OF_BLOCK.random(type, 1, length, random);
          Vector x = px.matrix().row(0);
          Vector y = py.matrix().row(0);
          double sum = 0;
          double magnitudes = 0;
          double squares = 0;
          double[] expected = new double[length];
          for (int i = 0; i < length; i++) {
            sum += x.get(i) * y.get(i);
            magnitudes += Math.abs(x.get(i) * y.get(i));
            squares += x.get(i) * x.get(i);
            expected[i] = 1.5 * x.get(i) + y.get(i);
          }
          double bound = (length + 3) * epsilon(type);
          assertThat(Blas.dot(x, y, engine())).isCloseTo(sum, within(bound * magnitudes));
          assertThat(Blas.nrm2(x, engine()))
              .isCloseTo(Math.sqrt(squares), within(bound * Math.sqrt(squares)));
          // Multiples of 1/128 below 8: exact in both types.
          Blas.axpy(1.5, x, y, engine());
          assertThat(y.toArray()).isEqualTo(expected);
          Blas.scal(-2, y, engine());
          for (int i = 0; i < length; i++) {
            assertThat(y.get(i)).isEqualTo(-2 * expected[i]);
          }
          px.assertSurroundingsUntouched("x");
          py.assertSurroundingsUntouched("y");
        }
      }
    }
  }

  @Test
  void vectorOperationsKeepToIeee() {
    for (ElementType type : ARITHMETIC) {
      for (int length : new int[] {1, 3, 8, 33}) {
        Vector nan = Layout.PACKED_ROWS.place(type, 1, length).matrix().row(0);
        Vector one = Matrix.of(type, new double[length]).row(0);
        Blas.axpy(0, nan, one, engine());
        assertThat(one.toArray()).as("axpy by 0 reads nothing").containsOnly(0);
        Blas.scal(0, nan, engine());
        assertThat(nan.toArray()).as("0 · NaN").containsOnly(NAN);
        one.set(length - 1, Double.NEGATIVE_INFINITY);
        assertThat(Blas.nrm2(one, engine())).isInfinite().isPositive();
        assertThat(Blas.nrm2(nan, engine())).isNaN();
        assertThat(Blas.dot(nan, one, engine())).isNaN();
        Blas.scal(0, one, engine());
        assertThat(one.get(length - 1)).as("0 · ∞").isNaN();
      }
    }
  }

  @Test
  void nrm2NeitherOverflowsNorUnderflowsOnTheWay() {
    for (int length : new int[] {1, 4, 25, 100}) {
      double root = Math.sqrt(length);
      Vector x = Vector.zeros(ElementType.FLOAT64, length);
      Vector y = Vector.zeros(ElementType.FLOAT32, length);
      for (double value : new double[] {0x1p1000, 0x1p-1050}) {
        for (int i = 0; i < length; i++) {
          x.set(i, value);
          y.set(i, Math.copySign(value > 1 ? 0x1p120 : 0x1p-140, -1));
        }
        // Subnormal numbers are as far apart at 0 as anywhere.
        double bound = value * root * 1e-14 + length * Double.MIN_VALUE;
        assertThat(Blas.nrm2(x, engine())).isCloseTo(value * root, within(bound));
        double single = (value > 1 ? 0x1p120 : 0x1p-140) * root;
        assertThat(Blas.nrm2(y, engine())).isCloseTo(single, within(single * 1e-6));
      }
    }
  }
}
