package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.warpath.fft.Numbers.assertClose;
import static org.warpath.fft.Numbers.doubles;
import static org.warpath.fft.Numbers.energy;
import static org.warpath.fft.Numbers.floats;
import static org.warpath.fft.Numbers.random;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.junit.jupiter.api.Test;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/** What transforms promise on every engine. */
abstract class FftContract {
  private static final Fixtures FIXTURES = Fixtures.read(FftContract.class, "fft.npz");

  abstract Engine engine();

  /** The relative error allowed for n elements: 2·ε·log₂ n, at least 4·ε. */
  static double bound(Precision precision, long n) {
    double epsilon = precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
    return epsilon * Math.max(4, 2 * Math.log((double) n) / Math.log(2));
  }

  private ComplexFft complex(FftShape shape) {
    return ComplexFft.plan(shape, Precision.FLOAT64, engine());
  }

  private RealFft real(FftShape shape) {
    return RealFft.plan(shape, Precision.FLOAT64, engine());
  }

  @Test
  void complexTransformsAreNumPys() {
    for (String name : FIXTURES.prefixes("complex", "in")) {
      FftShape shape = Fixtures.shape(name);
      double[] data = FIXTURES.get(name + "in");
      double[] forward = FIXTURES.get(name + "forward");
      double[] inverse = FIXTURES.get(name + "inverse");
      double bound = 2 * bound(Precision.FLOAT64, shape.transformElements());
      assertClose(complex(shape).forward(data), forward, bound, name);
      assertClose(complex(shape).inverse(data), inverse, bound, name);
      ComplexFft single = ComplexFft.plan(shape, Precision.FLOAT32, engine());
      double coarse = 2 * bound(Precision.FLOAT32, shape.transformElements());
      assertClose(doubles(single.forward(floats(data))), forward, coarse, name);
      assertClose(doubles(single.inverse(floats(data))), inverse, coarse, name);
    }
  }

  @Test
  void realTransformsAreNumPys() {
    for (String name : FIXTURES.prefixes("real", "in")) {
      FftShape shape = Fixtures.shape(name);
      double[] data = FIXTURES.get(name + "in");
      double[] forward = FIXTURES.get(name + "forward");
      double bound = 2 * bound(Precision.FLOAT64, shape.transformElements());
      assertClose(real(shape).forward(data), forward, bound, name);
      assertClose(real(shape).inverse(forward), data, bound, name);
      RealFft single = RealFft.plan(shape, Precision.FLOAT32, engine());
      double coarse = 2 * bound(Precision.FLOAT32, shape.transformElements());
      assertClose(doubles(single.forward(floats(data))), forward, coarse, name);
      assertClose(doubles(single.inverse(floats(forward))), data, coarse, name);
    }
  }

  @Test
  void inverseRealTransformsTakeAnyHalfSpectrumAsNumPyDoes() {
    for (String name : FIXTURES.prefixes("half", "in")) {
      FftShape shape = Fixtures.shape(name);
      double[] data = FIXTURES.get(name + "in");
      double[] kept = data.clone();
      double bound = 2 * bound(Precision.FLOAT64, shape.transformElements());
      assertClose(real(shape).inverse(data), FIXTURES.get(name + "inverse"), bound, name);
      assertThat(data).as(name).containsExactly(kept);
    }
  }

  @Test
  void anyLengthHasTheAccuracyOfItsRounding() {
    for (int n : IntStream.concat(IntStream.rangeClosed(1, 32), IntStream.of(61, 67)).toArray()) {
      float[] data = floats(random(2 * n, n));
      double[] expected = PreciseDft.forward(doubles(data));
      assertClose(
          complex(FftShape.of(n)).forward(doubles(data)),
          expected,
          bound(Precision.FLOAT64, n),
          "n = " + n);
      ComplexFft single = ComplexFft.plan(FftShape.of(n), Precision.FLOAT32, engine());
      assertClose(
          doubles(single.forward(data)),
          expected,
          bound(Precision.FLOAT32, n),
          "float32, n = " + n);
    }
  }

  @Test
  void powersOfTwoAreCommonsMaths() {
    for (int n : new int[] {2, 256, 4096}) {
      double[] data = random(2 * n, n);
      Complex[] numbers = new Complex[n];
      Arrays.setAll(numbers, j -> new Complex(data[2 * j], data[2 * j + 1]));
      Complex[] spectrum =
          new FastFourierTransformer(DftNormalization.STANDARD)
              .transform(numbers, TransformType.FORWARD);
      double[] expected = new double[2 * n];
      for (int k = 0; k < n; k++) {
        expected[2 * k] = spectrum[k].getReal();
        expected[2 * k + 1] = spectrum[k].getImaginary();
      }
      // Commons Math's own error: it multiplies roots by one another, which adds up over n.
      assertClose(complex(FftShape.of(n)).forward(data), expected, n * 0x1p-53, "n = " + n);
    }
  }

  int[] manyLengths() {
    return new int[] {1, 2, 3, 7, 64, 67, 100, 127, 360, 997, 1009, 2048, 5040, 8192, 9973};
  }

  @Test
  void inversesUndoAndEnergyIsKept() {
    for (int n : manyLengths()) {
      double[] data = random(2 * n, n);
      double bound = 2 * bound(Precision.FLOAT64, n) + 0x1p-52;
      double[] spectrum = complex(FftShape.of(n)).forward(data);
      assertClose(complex(FftShape.of(n)).inverse(spectrum), data, bound, "n = " + n);
      double sums = bound + n * 0x1p-52; // each energy is a sum of 2n terms
      assertThat(energy(spectrum) / n / energy(data)).as("n = " + n).isBetween(1 - sums, 1 + sums);
      double[] reals = Arrays.copyOf(data, n);
      double[] half = real(FftShape.of(n)).forward(reals);
      assertClose(real(FftShape.of(n)).inverse(half), reals, bound, "real, n = " + n);
    }
  }

  @Test
  void realTransformsAreComplexOnesOfReals() {
    for (int n : manyLengths()) {
      double[] reals = random(n, n);
      double[] whole = complex(FftShape.of(n)).forward(Numbers.complex(reals));
      assertClose(
          real(FftShape.of(n)).forward(reals),
          Arrays.copyOf(whole, 2 * (n / 2 + 1)),
          2 * bound(Precision.FLOAT64, n),
          "n = " + n);
    }
  }

  @Test
  void aShiftTurnsTheSpectrum() {
    int n = 90;
    double[] data = random(2 * n, 1);
    double[] shifted = new double[2 * n];
    for (int j = 0; j < n; j++) {
      shifted[2 * ((j + 7) % n)] = data[2 * j];
      shifted[2 * ((j + 7) % n) + 1] = data[2 * j + 1];
    }
    double[] spectrum = complex(FftShape.of(n)).forward(data);
    double[] expected = new double[2 * n];
    for (int k = 0; k < n; k++) {
      double angle = -2 * Math.PI * 7 * k / n;
      expected[2 * k] = spectrum[2 * k] * Math.cos(angle) - spectrum[2 * k + 1] * Math.sin(angle);
      expected[2 * k + 1] =
          spectrum[2 * k] * Math.sin(angle) + spectrum[2 * k + 1] * Math.cos(angle);
    }
    assertClose(complex(FftShape.of(n)).forward(shifted), expected, 1e-14, "shifted");
  }

  @Test
  void impulsesAndConstantsHaveFlatAndPeakedSpectra() {
    for (int n : new int[] {1, 2, 16, 61, 67, 1000}) {
      double[] impulse = new double[2 * n];
      impulse[0] = 3;
      double[] flat = complex(FftShape.of(n)).forward(impulse);
      double[] expected = new double[2 * n];
      for (int k = 0; k < n; k++) {
        expected[2 * k] = 3;
      }
      assertClose(flat, expected, bound(Precision.FLOAT64, n), "impulse, n = " + n);
      double[] peak = new double[2 * n];
      peak[0] = 3.0 * n;
      assertClose(
          complex(FftShape.of(n)).forward(expected),
          peak,
          bound(Precision.FLOAT64, n),
          "constant, n = " + n);
    }
  }

  @Test
  void batchesAreTransformsOneByOne() {
    for (int n : new int[] {1, 8, 15, 67, 300}) {
      int count = 21;
      double[] data = random(2 * n * count, n);
      double[] together = complex(FftShape.batch(count, n)).forward(data);
      double[] halves = real(FftShape.batch(count, n)).forward(Arrays.copyOf(data, n * count));
      int half = 2 * (n / 2 + 1);
      for (int i = 0; i < count; i++) {
        assertClose(
            Arrays.copyOfRange(together, 2 * n * i, 2 * n * (i + 1)),
            complex(FftShape.of(n)).forward(Arrays.copyOfRange(data, 2 * n * i, 2 * n * (i + 1))),
            2 * bound(Precision.FLOAT64, n),
            "n = " + n + ", i = " + i);
        assertClose(
            Arrays.copyOfRange(halves, half * i, half * (i + 1)),
            real(FftShape.of(n)).forward(Arrays.copyOfRange(data, n * i, n * (i + 1))),
            2 * bound(Precision.FLOAT64, n),
            "real, n = " + n + ", i = " + i);
      }
    }
  }

  @Test
  void memoryOffTheHeapIsTransformedInPlaceAndOutOfPlace() {
    for (FftShape shape : List.of(FftShape.of(40), FftShape.of(6, 20), FftShape.batch(9, 12))) {
      double[] data = random(2 * (int) shape.elements(), 5);
      double[] expected = complex(shape).forward(data);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment from = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, data);
        MemorySegment to = arena.allocate(from.byteSize());
        complex(shape).forward(from, to);
        assertThat(to.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(expected);
        assertThat(from.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(data);
        complex(shape).forward(from, from);
        assertThat(from.toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(expected);
      }
    }
  }

  @Test
  void nanAndInfinitySpreadOverTheirTransformOnly() {
    for (int n : new int[] {4, 15, 67, 64}) {
      for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        double[] data = random(2 * n * 10, n);
        data[2 * n * 3 + 1] = special;
        double[] spectra = complex(FftShape.batch(10, n)).forward(data);
        for (int i = 0; i < spectra.length; i += 2) {
          assertThat(Double.isFinite(spectra[i]) && Double.isFinite(spectra[i + 1]))
              .as("n = %d, element %d", n, i)
              .isEqualTo(i / (2 * n) != 3);
        }
      }
    }
  }

  @Test
  void plansServeManyThreadsAtOnce() {
    ComplexFft plan = complex(FftShape.of(720));
    double[][] data = new double[16][];
    double[][] expected = new double[16][];
    for (int i = 0; i < data.length; i++) {
      data[i] = random(1440, i);
      expected[i] = plan.forward(data[i]);
    }
    IntStream.range(0, 64)
        .parallel()
        .forEach(i -> assertThat(plan.forward(data[i % 16])).containsExactly(expected[i % 16]));
  }

  @Test
  void wrongSizesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complex(FftShape.of(4, 5)).forward(new double[12]))
        .withMessage("fft: data has 12 elements, a 4×5 complex transform needs 40");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> real(FftShape.of(4, 5)).forward(new double[21]))
        .withMessage("fft: data has 21 elements, a 4×5 real transform needs 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> real(FftShape.of(4, 5)).inverse(new double[20]))
        .withMessage("fft: data has 20 elements, the 4×3 half spectrum of 4×5 reals needs 24");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complex(FftShape.of(4)).forward(new float[8]))
        .withMessage("fft: the plan is for float64, the data is float32");
    MemorySegment data = MemorySegment.ofArray(new double[20]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complex(FftShape.of(4)).forward(data.asSlice(0, 64), data.asSlice(8, 64)))
        .withMessage("fft: data and result overlap in memory");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complex(FftShape.of(10)).forward(data, data.asReadOnly()))
        .withMessage("fft: the result's memory is read-only");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complex(FftShape.of(10)).forward(data.asSlice(0, 9), data))
        .withMessage("fft: data has 9 bytes, a 10 complex transform of float64 needs 160");
  }
}
