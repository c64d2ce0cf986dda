package org.warpath.api.math;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.fft.ComplexFft;
import org.warpath.fft.RealFft;
import org.warpath.fft.layout.FftShape;

/** The discrete Fourier transform of an array, forward unscaled, inverse divided by n. */
public final class Transform {
  private Transform() {}

  /**
   * How to transform.
   *
   * @param inverse whether back
   * @param real whether of real numbers to their half spectrum, or back
   * @param axes along which; negative ones count from the end
   * @param length with both: how many real numbers the last of the axes gives; null for 2·(bins −
   *     1)
   */
  public record Options(
      boolean inverse, boolean real, List<Integer> axes, @Nullable Integer length) {
    public Options {
      axes = List.copyOf(axes);
    }

    private FftShape of(int... sizes) {
      return FftShape.of(sizes).along(axes.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /**
   * The spectrum, or the signal: complex, but for the inverse of a half spectrum.
   *
   * @throws IllegalArgumentException if the operand is no dense array, an axis is none of its, or
   *     {@code length} does not fit
   */
  public static Computation of(Operand x, Options options) {
    if (options.length != null && !(options.real && options.inverse)) {
      throw new IllegalArgumentException("length belongs to an inverse transform to real numbers");
    }
    Samples samples = Samples.of(x.requireArray());
    if (!options.real) {
      return complex(samples.asComplex(), options);
    }
    return options.inverse
        ? backToReal(x.name(), samples.asComplex(), options)
        : halfSpectrum(x.name(), samples, options);
  }

  private static Computation complex(Samples samples, Options options) {
    FftShape shape = options.of(samples.sizes());
    return (engine, _) -> {
      ComplexFft fft = ComplexFft.plan(shape, samples.precision(), engine);
      Samples result = Samples.zeros(samples.precision(), true, samples.sizes());
      if (options.inverse) {
        fft.inverse(samples.memory(), result.memory());
      } else {
        fft.forward(samples.memory(), result.memory());
      }
      return MathAnswer.of(options.inverse ? "signal" : "spectrum", result.array());
    };
  }

  private static Computation halfSpectrum(String name, Samples samples, Options options) {
    if (samples.complex()) {
      throw new IllegalArgumentException(name + " is complex, expected real numbers");
    }
    FftShape shape = options.of(samples.sizes());
    int[] bins = shape.halfSpectrum().sizes().stream().mapToInt(Integer::intValue).toArray();
    return (engine, _) -> {
      Samples result = Samples.zeros(samples.precision(), true, bins);
      RealFft.plan(shape, samples.precision(), engine).forward(samples.memory(), result.memory());
      return MathAnswer.of("spectrum", result.array());
    };
  }

  private static Computation backToReal(String name, Samples spectrum, Options options) {
    FftShape half = options.of(spectrum.sizes());
    int bins = half.sizes().get(half.realAxis());
    int n = options.length == null ? 2 * (bins - 1) : options.length;
    if (n / 2 + 1 != bins) {
      throw new IllegalArgumentException(
          "%s has %d bins, %d numbers would have %d".formatted(name, bins, n, n / 2 + 1));
    }
    int[] sizes = spectrum.sizes().clone();
    sizes[half.realAxis()] = n;
    FftShape shape = options.of(sizes);
    return (engine, _) -> {
      Samples result = Samples.zeros(spectrum.precision(), false, sizes);
      RealFft.plan(shape, spectrum.precision(), engine).inverse(spectrum.memory(), result.memory());
      return MathAnswer.of("signal", result.array());
    };
  }
}
