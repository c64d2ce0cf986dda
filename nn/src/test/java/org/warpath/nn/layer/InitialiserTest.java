package org.warpath.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class InitialiserTest {
  // 80 outputs of 50 inputs by kernels of 5×5: fan-in 1250, fan-out 2000.
  private static final Shape KERNELS = Shape.of(80, 50, 5, 5);

  private static Tensor filled(Initialiser initialiser, Shape shape) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    initialiser.fill(tensor, new Noise(7));
    return tensor;
  }

  /** Mean 0 and this variance and fourth moment, which tells uniform from normal. */
  private static void hasMoments(Initialiser initialiser, double variance, double kurtosis) {
    double[] x = filled(initialiser, KERNELS).toArray();
    double first = 0;
    double second = 0;
    double fourth = 0;
    for (double v : x) {
      first += v / x.length;
      second += v * v / x.length;
      fourth += v * v * v * v / x.length;
    }
    assertThat(first).isCloseTo(0, within(4 * Math.sqrt(variance / x.length)));
    assertThat(second / variance).isCloseTo(1, within(0.02));
    assertThat(fourth / (second * second)).isCloseTo(kurtosis, within(0.06));
  }

  @Test
  void haveTheMomentsOfTheirFan() {
    hasMoments(Initialiser.uniform(-1, 1), 1.0 / 3, 1.8);
    hasMoments(Initialiser.gaussian(0, 2), 4, 3);
    hasMoments(Initialiser.xavier(), 1.0 / 1250, 1.8);
    hasMoments(Initialiser.xavier(Fan.OUT), 1.0 / 2000, 1.8);
    hasMoments(Initialiser.xavier(Fan.AVERAGE), 1.0 / 1625, 1.8);
    hasMoments(Initialiser.xavierNormal(Fan.AVERAGE), 1.0 / 1625, 3);
    hasMoments(Initialiser.msra(), 2.0 / 1250, 3);
    hasMoments(Initialiser.msra(Fan.OUT), 2.0 / 2000, 3);
  }

  @Test
  void orthogonalRowsOrColumnsAreOrthonormal() {
    isOrthogonal(Shape.of(7, 7), 7, 7);
    isOrthogonal(Shape.of(4, 2, 3), 4, 6);
    isOrthogonal(Shape.of(9, 2), 9, 2);
  }

  private static void isOrthogonal(Shape shape, int rows, int columns) {
    Tensor found = filled(Initialiser.orthogonal(3), shape);
    boolean byRows = rows <= columns;
    int count = Math.min(rows, columns);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double sum = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          long at = byRows ? (long) a * columns + k : (long) k * columns + a;
          long other = byRows ? (long) b * columns + k : (long) k * columns + b;
          sum += found.get(at) * found.get(other);
        }
        assertThat(sum).isCloseTo(a == b ? 9 : 0, within(1e-12));
      }
    }
  }

  /** Without the signs of R's diagonal, LAPACK's Q has a first element below 0 every time. */
  @Test
  void orthogonalIsUniform() {
    int negative = 0;
    for (int i = 0; i < 100; i++) {
      Tensor tensor = Tensor.zeros(ElementType.FLOAT64, Shape.of(3, 3));
      Initialiser.orthogonal(1).fill(tensor, new Noise(i));
      negative += tensor.get(0) < 0 ? 1 : 0;
    }
    assertThat(negative).isBetween(30, 70);
  }

  /** Caffe's BilinearFiller, by its formula for a kernel of 4 that enlarges by 2. */
  @Test
  void bilinearInterpolates() {
    double[] line = {0.25, 0.75, 0.75, 0.25};
    Tensor found = filled(Initialiser.bilinear(), Shape.of(2, 1, 4, 4));
    for (int i = 0; i < 32; i++) {
      assertThat(found.get(i)).isEqualTo(line[i % 4] * line[i / 4 % 4]);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filled(Initialiser.bilinear(), Shape.of(2, 3)))
        .withMessage("a bilinear kernel must be square, was 2×3");
  }
}
