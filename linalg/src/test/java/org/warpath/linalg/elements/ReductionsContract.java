package org.warpath.linalg.elements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

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

/** What reductions must be on every engine. */
abstract class ReductionsContract {
  private static final double NAN = Double.NaN;
  private static final int[][] SHAPES = {
    {1, 1}, {3, 5}, {1, 7}, {7, 1}, {33, 31}, {70, 135}, {2, 2500}, {2300, 3}, {1, 5000}
  };

  abstract Engine engine();

  private static double reference(Reduction reduction, double[] x) {
    double sum = 0;
    double magnitudes = 0;
    double squares = 0;
    double product = 1;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double largest = 0;
    for (double value : x) {
      sum += value;
      magnitudes += Math.abs(value);
      squares += value * value;
      product *= value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      largest = Math.max(largest, Math.abs(value));
    }
    return switch (reduction) {
      case SUM -> sum;
      case MEAN -> sum / x.length;
      case PRODUCT -> product;
      case MIN -> min;
      case MAX -> max;
      case NORM_1 -> magnitudes;
      case NORM_2 -> Math.sqrt(squares);
      case NORM_INFINITY -> largest;
    };
  }

  // Multiples of 1/64 whose sums and squares are exact in float64; products to some ulps.
  private static double tolerance(Reduction reduction, double expected, int count) {
    return switch (reduction) {
      case PRODUCT -> count * 0x1p-52 * Math.abs(expected);
      case MEAN, NORM_2 -> 0x1p-51 * Math.abs(expected);
      case SUM, MIN, MAX, NORM_1, NORM_INFINITY -> 0;
    };
  }

  private static Placed filled(ElementType type, Layout layout, int[] shape, Reduction reduction) {
    Placed a = layout.random(type, shape[0], shape[1], new Random(51));
    if (reduction == Reduction.PRODUCT) {
      // Near 1, so that products of thousands neither overflow nor vanish.
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          a.matrix().set(i, j, (i + j) % 2 == 0 ? 1.25 : -0.8125);
        }
      }
    }
    return a;
  }

  @ParameterizedTest
  @EnumSource
  void everyLayoutAndShape(Reduction reduction) {
    for (ElementType type : ElementType.values()) {
      for (int[] shape : SHAPES) {
        for (Layout layout : Layout.values()) {
          Matrix a = filled(type, layout, shape, reduction).matrix();
          double[] all = Arrays.stream(a.toArray()).flatMapToDouble(Arrays::stream).toArray();
          double expected = reference(reduction, all);
          assertClose(
              reduction + " of " + layout,
              a,
              Reductions.reduce(reduction, a, engine()),
              expected,
              tolerance(reduction, expected, all.length));
          checkRows(reduction, a, layout, false);
          checkRows(reduction, a.transposed(), layout, true);
        }
      }
    }
  }

  private static void assertClose(
      String what, Matrix a, double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      fail("%s %s is %s, not %s ± %s", what, a.describe(), actual, expected, tolerance);
    }
  }

  private void checkRows(Reduction reduction, Matrix a, Layout layout, boolean byColumns) {
    Placed result = Layout.EVERY_SECOND.place(ElementType.FLOAT64, a.rows(), 1);
    Vector rows = result.matrix().column(0);
    if (byColumns) {
      Reductions.reduceColumns(reduction, a.transposed(), rows, engine());
    } else {
      Reductions.reduceRows(reduction, a, rows, engine());
    }
    for (int i = 0; i < a.rows(); i++) {
      double expected = reference(reduction, a.row(i).toArray());
      double tolerance = tolerance(reduction, expected, a.columns());
      assertClose(reduction + " of " + layout, a, rows.get(i), expected, tolerance);
    }
    result.assertSurroundingsUntouched("the rows' results");
  }

  @Test
  void resultsOfRowsAreRoundedToTheirType() {
    Matrix a = Matrix.of(new double[] {1, 0x1p-30}, new double[] {2049, 0});
    Vector single = Vector.zeros(ElementType.FLOAT32, 2);
    Reductions.reduceRows(Reduction.SUM, a, single, engine());
    assertThat(single.toArray()).containsExactly(1, 2049);
    Vector half = Vector.zeros(ElementType.FLOAT16, 2);
    Reductions.reduceColumns(Reduction.SUM, a, half, engine());
    assertThat(half.toArray()).containsExactly(2050, 0);
  }

  @Test
  void nanSpreadsFromAnywhere() {
    for (Reduction reduction : Reduction.values()) {
      for (int at : new int[] {0, 1, 777, 1023, 1024, 2999}) {
        Vector x = Vector.zeros(ElementType.FLOAT32, 3000);
        x.set(at, NAN);
        x.set(2998, Double.NEGATIVE_INFINITY);
        assertThat(Reductions.reduce(reduction, x, engine())).as("%s", reduction).isNaN();
        Vector rows = Vector.zeros(ElementType.FLOAT64, 1);
        Reductions.reduceRows(reduction, x.asRow(), rows, engine());
        assertThat(rows.get(0)).as("%s", reduction).isNaN();
      }
    }
  }

  @Test
  void zerosHaveAnOrderAmongExtremes() {
    Vector x = Vector.of(0.0, -0.0, 0.0);
    assertThat(Reductions.reduce(Reduction.MIN, x, engine())).isEqualTo(-0.0);
    assertThat(Reductions.reduce(Reduction.MAX, x, engine())).isEqualTo(0.0);
  }

  @Test
  void norm2NeitherOverflowsNorUnderflows() {
    for (double value : new double[] {0x1p1000, 0x1p-1060, 0x1p-500}) {
      Matrix a = Matrix.zeros(ElementType.FLOAT64, 3, 4);
      for (int i = 0; i < 12; i++) {
        a.set(i / 4, i % 4, i == 0 ? 0 : -value);
      }
      double eleven = value * Math.sqrt(11);
      assertThat(Reductions.reduce(Reduction.NORM_2, a, engine()))
          .isCloseTo(eleven, within(2 * Math.ulp(eleven)));
      Vector rows = Vector.zeros(ElementType.FLOAT64, 3);
      Reductions.reduceRows(Reduction.NORM_2, a, rows, engine());
      assertThat(rows.get(2)).isEqualTo(2 * value);
      a.set(2, 3, Double.NEGATIVE_INFINITY);
      assertThat(Reductions.reduce(Reduction.NORM_2, a, engine())).isInfinite().isPositive();
    }
  }

  @Test
  void nothingReducesToTheNeutralElementOrAnError() {
    for (int[] shape : new int[][] {{0, 3}, {3, 0}, {0, 0}}) {
      Matrix a = Matrix.zeros(ElementType.FLOAT32, shape[0], shape[1]);
      assertThat(Reductions.reduce(Reduction.SUM, a, engine())).isEqualTo(0.0);
      assertThat(Reductions.reduce(Reduction.PRODUCT, a, engine())).isEqualTo(1);
      for (Reduction norm : List.of(Reduction.NORM_1, Reduction.NORM_2, Reduction.NORM_INFINITY)) {
        assertThat(Reductions.reduce(norm, a, engine())).isEqualTo(0.0);
      }
    }
    Matrix wide = Matrix.zeros(ElementType.FLOAT32, 0, 3);
    Vector three = Vector.of(7.0, 7, 7);
    Reductions.reduceColumns(Reduction.PRODUCT, wide, three, engine());
    assertThat(three.toArray()).containsOnly(1);
    Reductions.reduceRows(Reduction.MIN, wide, Vector.of(new double[0]), engine());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reductions.reduceColumns(Reduction.MEAN, wide, three, engine()))
        .withMessage("mean: A is 0×3: a column has no element");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reductions.reduce(Reduction.MIN, wide, engine()))
        .withMessage("min: A is 0×3: there is no element");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reductions.indexOf(Extreme.MAX, wide, engine()))
        .withMessage("max: A is 0×3: there is no element");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reductions.indexInColumns(Extreme.MAX, wide, engine()))
        .withMessage("max: A is 0×3: a column has no element");
    assertThat(Reductions.indexInRows(Extreme.MAX, wide, engine())).isEmpty();
    assertThat(three.toArray()).containsOnly(1);
  }

  @Test
  void resultsThatDoNotFitAreRefused() {
    Matrix a = Matrix.zeros(ElementType.FLOAT64, 3, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reductions.reduceRows(Reduction.SUM, a, Vector.of(1.0, 2), engine()))
        .withMessage("sum: A is 3×4, the result has length 2: one a row needs 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reductions.reduceColumns(Reduction.SUM, a, Vector.of(1.0, 2), engine()))
        .withMessage("sum: A is 3×4, the result has length 2: one a column needs 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reductions.reduceRows(Reduction.SUM, a, a.column(1), engine()))
        .withMessageContaining("shares");
  }

  @ParameterizedTest
  @EnumSource
  void extremesAreFoundWhereTheyAreFirst(Extreme extreme) {
    for (ElementType type : ElementType.values()) {
      for (int[] shape : SHAPES) {
        for (Layout layout : Layout.values()) {
          // Few different numbers, so that there are ties.
          Placed a = layout.place(type, shape[0], shape[1]);
          Random random = new Random(52);
          for (int i = 0; i < shape[0]; i++) {
            for (int j = 0; j < shape[1]; j++) {
              a.matrix().set(i, j, random.nextInt(-5, 6));
            }
          }
          checkIndices(extreme, a.matrix());
          a.matrix().set(shape[0] - 1, shape[1] / 2, NAN);
          a.matrix().set(shape[0] - 1, shape[1] - 1, NAN);
          checkIndices(extreme, a.matrix());
          assertThat(Reductions.indexOf(extreme, a.matrix(), engine()))
              .isEqualTo((shape[0] - 1L) * shape[1] + shape[1] / 2);
        }
      }
    }
  }

  private void checkIndices(Extreme extreme, Matrix a) {
    double[][] values = a.toArray();
    double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    assertThat(Reductions.indexOf(extreme, a, engine())).isEqualTo(first(extreme, all));
    int[] inRows = Reductions.indexInRows(extreme, a, engine());
    for (int i = 0; i < a.rows(); i++) {
      assertThat(inRows[i]).isEqualTo(first(extreme, values[i]));
    }
    int[] inColumns = Reductions.indexInColumns(extreme, a, engine());
    for (int j = 0; j < a.columns(); j++) {
      assertThat(inColumns[j]).isEqualTo(first(extreme, a.column(j).toArray()));
    }
  }

  private static int first(Extreme extreme, double[] x) {
    double sought = Arrays.stream(x).reduce(x[0], extreme == Extreme.MIN ? Math::min : Math::max);
    for (int i = 0; i < x.length; i++) {
      if (x[i] == sought || (Double.isNaN(sought) && Double.isNaN(x[i]))) {
        return i;
      }
    }
    throw new AssertionError();
  }
}
