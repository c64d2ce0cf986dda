package org.warpath.linalg.elements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Layout;
import org.warpath.linalg.dense.Layout.Placed;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/** What element-wise functions must be on every engine. */
abstract class ElementwiseContract {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, -7.25, 20, -20, 88, -95, -740, INF, -INF, NAN,
    1e-3
  };
  private static final int[][] SHAPES = {
    {1, 1}, {3, 5}, {1, 7}, {7, 1}, {0, 4}, {4, 0}, {33, 31}, {70, 65}, {2, 1500}, {1300, 3}
  };

  abstract Engine engine();

  /** By how many units in the last place of the type a function may be off. */
  abstract double ulps(ElementType type);

  private static double reference(UnaryFunction f, double x) {
    return switch (f) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x;
      case SQUARE -> x * x;
      case SQRT -> StrictMath.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case EXP -> StrictMath.exp(x);
      case EXPM1 -> StrictMath.expm1(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log1p(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TAN -> StrictMath.tan(x);
      case TANH -> StrictMath.tanh(x);
      case SIGMOID ->
          x > 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
      case RELU -> x > 0 ? x : Double.isNaN(x) ? NAN : 0;
      case FLOOR -> StrictMath.floor(x);
      case CEIL -> StrictMath.ceil(x);
      case ROUND -> StrictMath.rint(x);
    };
  }

  private static double reference(BinaryFunction f, double x, double y) {
    return switch (f) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case POW -> x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
      case ATAN2 -> StrictMath.atan2(x, y);
    };
  }

  /** The value nearest to {@code x} of the type. */
  static double rounded(ElementType type, double x) {
    Matrix one = Matrix.zeros(type, 1, 1);
    one.set(0, 0, x);
    return one.get(0, 0);
  }

  private static double unit(ElementType type, double x) {
    double magnitude = Math.abs(x);
    return switch (type) {
      case FLOAT16 -> Math.max(0x1p-24, Math.ulp((float) magnitude) * 0x1p13);
      case BFLOAT16 -> Math.ulp((float) magnitude) * 0x1p16;
      case FLOAT32 -> Math.ulp((float) magnitude);
      case FLOAT64 -> Math.ulp(magnitude);
    };
  }

  private void assertValue(ElementType type, String what, double actual, double exact) {
    double expected = rounded(type, exact);
    boolean inexact = Double.isFinite(expected) && expected != 0;
    double slack = inexact ? ulps(type) * unit(type, expected) : 0;
    // Zeros of either sign differ; all NaN are one.
    if (Double.compare(actual, expected) != 0
        && !(Math.abs(actual - expected) <= slack && inexact)) {
      fail("%s is %s, not %s ± %s", what, actual, expected, slack);
    }
  }

  private static void assertSame(String what, Matrix actual, double[][] expected) {
    double[][] values = actual.toArray();
    for (int i = 0; i < expected.length; i++) {
      if (!Arrays.equals(values[i], expected[i])) {
        assertThat(values[i]).as("%s: row %d", what, i).containsExactly(expected[i]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyUnaryFunctionOfSpecialAndRandomNumbers(UnaryFunction f) {
    Random random = new Random(31);
    for (ElementType type : ElementType.values()) {
      Vector x = Vector.zeros(type, 200);
      for (int i = 0; i < 200; i++) {
        x.set(i, i < SPECIAL.length ? SPECIAL[i] : 10 * random.nextGaussian());
      }
      Vector result = Vector.zeros(type, 200);
      Elementwise.apply(f, x, result, engine());
      for (int i = 0; i < 200; i++) {
        String what = f + " of " + x.get(i) + " in " + type;
        double exact = reference(f, x.get(i));
        assertValue(type, what, result.get(i), exact);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyBinaryFunctionOfSpecialNumbers(BinaryFunction f) {
    for (ElementType type : ElementType.values()) {
      int n = SPECIAL.length;
      Matrix x = Matrix.zeros(type, n, 1);
      Matrix y = Matrix.zeros(type, 1, n);
      for (int i = 0; i < n; i++) {
        x.set(i, 0, SPECIAL[i]);
        y.set(0, i, SPECIAL[i]);
      }
      Matrix result = Matrix.zeros(type, n, n);
      Elementwise.apply(f, x, y, result, engine());
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double left = x.get(i, 0);
          double right = y.get(0, j);
          String what = f + " of " + left + " and " + right + " in " + type;
          assertValue(type, what, result.get(i, j), reference(f, left, right));
        }
      }
    }
  }

  @Test
  void everyLayoutShapeAndRepetition() {
    for (ElementType type :
        List.of(ElementType.FLOAT16, ElementType.FLOAT32, ElementType.FLOAT64)) {
      for (int[] shape : SHAPES) {
        for (Layout la : Layout.values()) {
          for (Layout lr : Layout.values()) {
            boolean isLarge = shape[0] * shape[1] > 1000;
            for (int repeat = 0; repeat < (isLarge && la != lr ? 1 : 4); repeat++) {
              checkRepeated(type, shape, la, lr, repeat);
            }
          }
        }
      }
    }
  }

  private void checkRepeated(ElementType type, int[] shape, Layout la, Layout lr, int repeat) {
    Random random = new Random(32);
    int rows = (repeat & 1) == 0 ? shape[0] : 1;
    int columns = (repeat & 2) == 0 ? shape[1] : 1;
    Matrix a = la.random(type, rows, columns, random).matrix();
    Matrix b = Layout.COLUMNS_OF_BLOCK.random(type, shape[0], shape[1], random).matrix();
    Placed result = lr.place(type, shape[0], shape[1]);
    double[][] left = a.toArray();
    double[][] right = b.toArray();
    double[][] difference = new double[shape[0]][shape[1]];
    double[][] negative = new double[shape[0]][shape[1]];
    for (int i = 0; i < shape[0]; i++) {
      for (int j = 0; j < shape[1]; j++) {
        double x = left[rows == 1 ? 0 : i][columns == 1 ? 0 : j];
        difference[i][j] = rounded(type, x - right[i][j]);
        negative[i][j] = -x;
      }
    }
    Elementwise.apply(BinaryFunction.SUBTRACT, a, b, result.matrix(), engine());
    assertSame(la + "→" + lr, result.matrix(), difference);
    Elementwise.apply(UnaryFunction.NEGATE, a, result.matrix(), engine());
    assertSame(la + "→" + lr, result.matrix(), negative);
    Elementwise.add(1, a, -1, b, result.matrix(), engine());
    assertSame(la + "→" + lr, result.matrix(), difference);
    result.assertSurroundingsUntouched("the result");
  }

  @Test
  void copiesConvertAndTranspose() {
    for (ElementType from : ElementType.values()) {
      for (ElementType to : ElementType.values()) {
        for (Layout la : Layout.values()) {
          for (Layout lr : Layout.values()) {
            Matrix a = la.place(from, 5, 40).matrix();
            double[][] expected = new double[5][40];
            Random random = new Random(33);
            for (int i = 0; i < 5; i++) {
              for (int j = 0; j < 40; j++) {
                a.set(i, j, j < SPECIAL.length ? SPECIAL[j] : 100 * random.nextGaussian());
                expected[i][j] = rounded(to, a.get(i, j));
              }
            }
            Placed result = lr.place(to, 5, 40);
            Elementwise.copy(a, result.matrix(), engine());
            assertSame(from + " " + la + "→" + to + " " + lr, result.matrix(), expected);
            result.assertSurroundingsUntouched("the copy");
          }
        }
      }
    }
  }

  @Test
  void addReadsNoOperandWhoseFactorIsZero() {
    for (ElementType type : ElementType.values()) {
      Matrix nan = Layout.PACKED_ROWS.place(type, 3, 4).matrix();
      Matrix b = Layout.EVERY_SECOND.random(type, 3, 4, new Random(34)).matrix();
      Matrix result = Layout.PACKED_COLUMNS.place(type, 3, 4).matrix();
      Elementwise.add(0, nan, 1, b, result, engine());
      assertThat(result.toArray()).isDeepEqualTo(b.toArray());
      Elementwise.add(1, b, 0, nan, result, engine());
      assertThat(result.toArray()).isDeepEqualTo(b.toArray());
      Elementwise.add(0, nan, 0, nan, result, engine());
      assertThat(result.toArray()).isDeepEqualTo(new double[3][4]);
      Elementwise.add(2, b, 0.5, b, result, engine());
      assertThat(result.get(2, 3)).isEqualTo(rounded(type, 2.5 * b.get(2, 3)));
    }
  }

  @Test
  void theResultMayBeAnOperandButOverlapNoneOtherwise() {
    Matrix whole = Layout.PACKED_ROWS.random(ElementType.FLOAT32, 6, 6, new Random(35)).matrix();
    Matrix a = whole.block(0, 4, 0, 4);
    double[][] before = whole.toArray();
    Elementwise.apply(BinaryFunction.ADD, a, a, a, engine());
    Elementwise.apply(UnaryFunction.NEGATE, a.transposed(), a.transposed(), engine());
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        double factor = i < 4 && j < 4 ? -2 : 1;
        assertThat(whole.get(i, j)).isEqualTo(factor * before[i][j]);
      }
    }
    double[][] now = whole.toArray();
    Engine engine = engine();
    List<Runnable> calls =
        List.of(
            () -> Elementwise.copy(a, whole.block(1, 5, 1, 5), engine),
            () -> Elementwise.copy(a.transposed(), a, engine),
            () -> Elementwise.apply(UnaryFunction.ABS, whole.block(0, 1, 0, 4), a, engine),
            () ->
                Elementwise.apply(
                    BinaryFunction.ADD,
                    whole.block(4, 5, 0, 4),
                    whole.block(0, 4, 1, 5),
                    a,
                    engine),
            () -> Elementwise.add(1, whole.block(1, 5, 0, 4), 0, a, a, engine));
    for (Runnable call : calls) {
      assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining("shares");
    }
    Matrix asHalves = new Matrix(ElementType.FLOAT16, whole.memory(), 4, 4, 4, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Elementwise.copy(a, asHalves, engine))
        .withMessageContaining("shares");
    assertThat(whole.toArray()).isDeepEqualTo(now);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Matrix a = Matrix.zeros(ElementType.FLOAT32, 3, 4);
    Matrix b = Matrix.zeros(ElementType.FLOAT32, 2, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Elementwise.apply(BinaryFunction.ADD, a, b, a, engine()))
        .withMessage("add: B is 2×4, the result is 3×4: each size must be the result's or 1");
    Matrix row = Matrix.zeros(ElementType.FLOAT32, 1, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Elementwise.apply(UnaryFunction.EXP, a, row, engine()))
        .withMessage("exp: A is 3×4, the result is 1×4: each size must be the result's or 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Elementwise.apply(
                UnaryFunction.EXP, a, Matrix.zeros(ElementType.FLOAT64, 3, 4), engine()))
        .withMessage(
            "exp: operands and result must have one type, had float32 3×4 and float64 3×4");
  }
}
