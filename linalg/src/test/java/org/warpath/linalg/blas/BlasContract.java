package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
abstract class BlasContract {
  static final double NAN = Double.NaN;
  static final List<ElementType> ARITHMETIC = List.of(ElementType.FLOAT32, ElementType.FLOAT64);

  // m×n×k: odd, empty, one row or column, above and below the sizes of blocks.
  private static final int[][] SHAPES = {
    {5, 7, 3},
    {17, 9, 33},
    {1, 1, 1},
    {1, 6, 4},
    {6, 1, 4},
    {4, 5, 1},
    {1, 1, 9},
    {0, 3, 2},
    {3, 0, 2},
    {3, 2, 0},
    {1, 2, 0},
    {0, 0, 0},
    {64, 65, 63},
    {129, 66, 70}
  };

  abstract Engine engine();

  /** Twice the unit roundoff. */
  static double epsilon(ElementType type) {
    return switch (type) {
      case FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
      case FLOAT32 -> 0x1p-23;
      case FLOAT64 -> 0x1p-52;
    };
  }

  /** The precision sums are formed in. */
  private static double sumEpsilon(ElementType type) {
    return epsilon(type == ElementType.FLOAT64 ? type : ElementType.FLOAT32);
  }

  /** alpha · A·B + beta · C, and for each element how far a sum in {@code type} may be off. */
  static void assertProduct(
      String what, double alpha, Matrix a, Matrix b, double beta, double[][] before, Matrix c) {
    double[][] left = a.toArray();
    double[][] right = b.toArray();
    ElementType type = c.type();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double sum = 0;
        double magnitudes = 0;
        for (int p = 0; p < a.columns(); p++) {
          sum += left[i][p] * right[p][j];
          magnitudes += Math.abs(left[i][p] * right[p][j]);
        }
        double old = beta == 0 ? 0 : beta * before[i][j];
        double expected = alpha * sum + old;
        double bound =
            (a.columns() + 3) * sumEpsilon(type) * (Math.abs(alpha) * magnitudes + Math.abs(old));
        if (type.isHalf()) {
          bound += epsilon(type) / 2 * (Math.abs(expected) + bound);
        }
        // One comparison an element, and a message only for the one that is off.
        if (!(Math.abs(c.get(i, j) - expected) <= bound)) {
          fail(
              "%s: element (%d, %d) of %s is %s, not %s ± %s",
              what, i, j, c.describe(), c.get(i, j), expected, bound);
        }
      }
    }
  }

  private void checkGemm(
      ElementType type, int[] shape, Layout la, Layout lb, Layout lc, double alpha, double beta) {
    Random random = new Random(shape[0] * 100L + shape[1]);
    Placed a = la.random(type, shape[0], shape[2], random);
    Placed b = lb.random(type, shape[2], shape[1], random);
    Placed c = lc.random(type, shape[0], shape[1], random);
    double[][] before = c.matrix().toArray();
    String what = la + "·" + lb + "→" + lc + ", " + alpha + ", " + beta;
    Blas.gemm(alpha, a.matrix(), b.matrix(), beta, c.matrix(), engine());
    assertProduct(what, alpha, a.matrix(), b.matrix(), beta, before, c.matrix());
    c.assertSurroundingsUntouched(what);
  }

  @ParameterizedTest
  @EnumSource
  void gemmTakesEveryLayout(ElementType type) {
    for (Layout a : Layout.values()) {
      for (Layout b : Layout.values()) {
        for (Layout c : Layout.values()) {
          checkGemm(type, SHAPES[0], a, b, c, -0.5, 2);
          checkGemm(type, SHAPES[1], a, b, c, 1, 0);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gemmTakesEveryShape(ElementType type) {
    double[] scalars = {0, 1, -1.5};
    for (int[] shape : SHAPES) {
      for (double alpha : scalars) {
        for (double beta : scalars) {
          for (Layout layout : Layout.values()) {
            checkGemm(type, shape, layout, layout, layout, alpha, beta);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void betaZeroOverwritesNaNAndAlphaZeroReadsNoFactor(ElementType type) {
    for (int[] shape : SHAPES) {
      for (Layout layout : Layout.values()) {
        Matrix nan = Layout.PACKED_ROWS.place(type, shape[0], shape[2]).matrix();
        Matrix b = layout.random(type, shape[2], shape[1], new Random(1)).matrix();
        Matrix a = layout.random(type, shape[0], shape[2], new Random(2)).matrix();
        Placed c = layout.place(type, shape[0], shape[1]);
        Blas.gemm(0, nan, b, 0, c.matrix(), engine());
        assertThat(c.matrix().toArray()).isDeepEqualTo(new double[shape[0]][shape[1]]);
        Blas.gemm(0, nan, b, 1, c.matrix(), engine());
        Blas.gemm(0, b.transposed(), nan.transposed(), 3, c.matrix().transposed(), engine());
        assertThat(c.matrix().toArray()).isDeepEqualTo(new double[shape[0]][shape[1]]);
        Placed fresh = layout.place(type, shape[0], shape[1]);
        Blas.gemm(1, a, b, 0, fresh.matrix(), engine());
        assertProduct("over NaN", 1, a, b, 0, new double[0][], fresh.matrix());
        fresh.assertSurroundingsUntouched("C");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nanAndInfinitySpreadThroughProductsEvenAgainstZeros(ElementType type) {
    for (int[] shape : new int[][] {{1, 1, 1}, {3, 4, 5}, {1, 5, 3}, {5, 1, 3}, {40, 41, 42}}) {
      for (double value : new double[] {NAN, Double.POSITIVE_INFINITY}) {
        Matrix a = Matrix.zeros(type, shape[0], shape[2]);
        Matrix b = Matrix.zeros(type, shape[2], shape[1]);
        Matrix c = Matrix.zeros(type, shape[0], shape[1]);
        a.set(shape[0] - 1, shape[2] / 2, value);
        Blas.gemm(1, a, b, 1, c, engine());
        for (int i = 0; i < shape[0]; i++) {
          assertThat(c.row(i).toArray()).containsOnly(i == shape[0] - 1 ? NAN : 0);
        }
      }
    }
  }

  @Test
  void gemmSaysWhichShapesDoNotFit() {
    Matrix a = Matrix.zeros(ElementType.FLOAT32, 3, 4);
    Matrix b = Matrix.zeros(ElementType.FLOAT32, 5, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blas.multiply(a, b, engine()))
        .withMessage("gemm: A is 3×4, B is 5×2: inner dimensions 4 and 5 differ");
    Matrix c = Matrix.zeros(ElementType.FLOAT32, 3, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blas.gemm(1, a, a.transposed(), 0, a, engine()))
        .withMessage("gemm: A is 3×4, B is 4×3, C is 3×4: C needs 3×3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blas.gemm(1, a, Matrix.zeros(ElementType.FLOAT64, 4, 3), 0, c, engine()))
        .withMessage("gemm: operands must have one type, had FLOAT32 and FLOAT64");
  }

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

  @Test
  void batchesAreProductsOfEach() {
    for (ElementType type : ElementType.values()) {
      for (int[] shape : new int[][] {{3, 4, 5}, {1, 1, 1}, {70, 71, 72}, {2, 3, 0}, {0, 3, 1}}) {
        for (int count : new int[] {0, 1, 7}) {
          MatrixBatch a = MatrixBatch.zeros(type, count, shape[0], shape[2]);
          MatrixBatch b = MatrixBatch.zeros(type, count, shape[1], shape[2]).transposed();
          MatrixBatch c = MatrixBatch.zeros(type, count, shape[0], shape[1]);
          Random random = new Random(9);
          List<Matrix> results = new ArrayList<>();
          List<double[][]> before = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            fill(a.get(i), random);
            fill(b.get(i), random);
            fill(c.get(i), random);
            before.add(c.get(i).toArray());
            results.add(c.get(i).copy());
          }
          Blas.gemm(2, a, b, -1, c, GemmMath.FULL, engine());
          List<Matrix> as = new ArrayList<>();
          List<Matrix> bs = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            as.add(a.get(i));
            bs.add(b.get(i));
            assertProduct("batch " + i, 2, a.get(i), b.get(i), -1, before.get(i), c.get(i));
          }
          Blas.gemm(2, as, bs, -1, results, GemmMath.FULL, engine());
          for (int i = 0; i < count; i++) {
            assertProduct("list " + i, 2, a.get(i), b.get(i), -1, before.get(i), results.get(i));
          }
        }
      }
    }
  }

  @Test
  void oneMatrixServesAWholeBatch() {
    Random random = new Random(10);
    Matrix shared = Layout.PACKED_ROWS.random(ElementType.FLOAT32, 4, 3, random).matrix();
    MatrixBatch a = new MatrixBatch(ElementType.FLOAT32, shared.memory(), 5, 4, 3, 3, 1, 0);
    MatrixBatch b = MatrixBatch.zeros(ElementType.FLOAT32, 5, 3, 2);
    MatrixBatch c = MatrixBatch.zeros(ElementType.FLOAT32, 5, 4, 2);
    for (int i = 0; i < 5; i++) {
      fill(b.get(i), random);
    }
    Blas.gemm(1, a, b, 0, c, GemmMath.FULL, engine());
    for (int i = 0; i < 5; i++) {
      assertProduct("of " + i, 1, shared, b.get(i), 0, new double[0][], c.get(i));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Blas.gemm(1, a, b, 0, b.transposed().transposed(), GemmMath.FULL, engine()))
        .withMessageContaining("C needs 4×2");
  }

  static void fill(Matrix matrix, Random random) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, random.nextInt(-128, 129) / 64.0);
      }
    }
  }
}
