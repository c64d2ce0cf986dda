package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.warpath.fft.Numbers.assertClose;
import static org.warpath.fft.Numbers.random;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

class CpuFftTest extends FftContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  // One, two and three rounds; Bluestein's way; lanes from neighbours, from lines and none.
  @Test
  void everyThreadCountGivesTheSameBits() {
    for (FftShape shape :
        new FftShape[] {
          FftShape.of(1 << 16),
          FftShape.of(3 * 5 * 7 * 11 * 61),
          FftShape.of(40009),
          FftShape.of(300, 70),
          FftShape.of(50, 1031),
          FftShape.of(3, 2048),
          FftShape.of(200, 20, 3).along(0, 1)
        }) {
      double[] data = random(2 * Math.toIntExact(shape.elements()), 3);
      double[] expected = ComplexFft.plan(shape, Precision.FLOAT64, Engine.cpu(1)).forward(data);
      double[] half = RealFft.plan(shape, Precision.FLOAT64, Engine.cpu(1)).forward(reals(data));
      for (int threads : new int[] {2, 3, 8}) {
        Engine engine = Engine.cpu(threads);
        double[] actual = ComplexFft.plan(shape, Precision.FLOAT64, engine).forward(data);
        assertThat(Arrays.equals(actual, expected)).as("%s on %s", shape, engine).isTrue();
        actual = RealFft.plan(shape, Precision.FLOAT64, engine).forward(reals(data));
        assertThat(Arrays.equals(actual, half)).as("real %s on %s", shape, engine).isTrue();
      }
    }
  }

  private static double[] reals(double[] data) {
    return Arrays.copyOf(data, data.length / 2);
  }

  // Too long for a reference: what comes back tells, and the sums that elements 0 and n/2 are.
  @Test
  void longTransformsAreRight() {
    for (int n : new int[] {1 << 15, 1 << 17, 100_000, 46_189, 65_537, 99_991}) {
      double[] data = random(2 * n, n);
      ComplexFft plan = ComplexFft.plan(FftShape.of(n), Precision.FLOAT64, engine());
      double[] spectrum = plan.forward(data);
      assertClose(plan.inverse(spectrum), data, 2 * bound(Precision.FLOAT64, n), "n = " + n);
      for (int k : new int[] {0, 1, 257, n / 3, n - 1}) {
        double re = 0;
        double im = 0;
        for (int j = 0; j < n; j++) {
          double angle = -2 * Math.PI * ((long) j * k % n) / n;
          re += data[2 * j] * Math.cos(angle) - data[2 * j + 1] * Math.sin(angle);
          im += data[2 * j] * Math.sin(angle) + data[2 * j + 1] * Math.cos(angle);
        }
        // A sum of n numbers below 2, formed one by one.
        assertThat(Math.hypot(spectrum[2 * k] - re, spectrum[2 * k + 1] - im))
            .as("n = %d, k = %d", n, k)
            .isLessThan(1e-16 * n);
      }
    }
  }

  @Test
  void oneThreadsMemoryIsTransformedByThatThread() {
    FftShape shape = FftShape.of(1 << 16);
    double[] data = random(2 << 16, 4);
    double[] expected = ComplexFft.plan(shape, Precision.FLOAT64, engine()).forward(data);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, data);
      ComplexFft.plan(shape, Precision.FLOAT64, engine()).forward(memory, memory);
      assertThat(Arrays.equals(memory.toArray(ValueLayout.JAVA_DOUBLE), expected)).isTrue();
    }
  }

  // Half spectra of more than a megabyte.
  @Test
  void largeArraysOfRealsComeBack() {
    for (FftShape shape : new FftShape[] {FftShape.of(300, 501), FftShape.of(512, 300)}) {
      double[] reals = random((int) shape.elements(), 6);
      RealFft plan = RealFft.plan(shape, Precision.FLOAT64, engine());
      double bound = 2 * bound(Precision.FLOAT64, shape.elements());
      assertClose(plan.inverse(plan.forward(reals)), reals, bound, shape.text());
    }
  }

  // 67·2²³: Bluestein's way needs arrays of more than 2³¹ elements.
  @Test
  void lengthsWithLargePrimeFactorsHaveALimitThatIsNamed() {
    int n = 67 << 23;
    String message =
        "fft: 562036736 has a prime factor above 61: such lengths are at most 500000000";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComplexFft.plan(FftShape.of(n), Precision.FLOAT64, engine()))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RealFft.plan(FftShape.of(2 * n), Precision.FLOAT64, engine()))
        .withMessage(message);
  }
}
