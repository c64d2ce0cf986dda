package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Layout;
import org.warpath.linalg.dense.Layout.Placed;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;

/** What products of matrices must be on every engine, against sums in float64. */
abstract class GemmContract {
  static final double NAN = Double.NaN;

  // m×n×k: odd, empty, one row or column, above and below the sizes of blocks.
  static final int[][] SHAPES = {
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
