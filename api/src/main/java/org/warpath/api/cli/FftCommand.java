package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.fft.ComplexFft;
import org.warpath.fft.RealFft;
import org.warpath.fft.layout.FftShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath fft}. */
@Command(
    name = "fft",
    description = {
      "The discrete Fourier transform of an array, as numpy.fft: forward unscaled, inverse divided by n.",
      "With --real, of real numbers to the half spectrum of n/2 + 1, and back with --inverse."
    },
    mixinStandardHelpOptions = true)
final class FftCommand extends MathCommand {
  @Parameters(index = "0", paramLabel = "X", description = "an array: .npy, or .csv, .mtx")
  private Path x;

  @Option(names = "--inverse", description = "the inverse transform")
  private boolean inverse;

  @Option(names = "--real", description = "of real numbers, to and from the half spectrum")
  private boolean real;

  @Option(
      names = "--axes",
      split = ",",
      paramLabel = "I",
      description = "axes to transform, from 0, or from −1 backwards (default: the last)")
  private int[] axes = {-1};

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "with --real --inverse: how many real numbers the last axis gives (default: 2·(bins − 1))")
  private @Nullable Integer length;

  @Override
  Computation read() throws IOException {
    requirePlace("spectrum");
    Samples samples = Samples.of(x, Operand.read(x).requireArray());
    if (length != null && !(real && inverse)) {
      throw new IllegalArgumentException("--length belongs to --real --inverse");
    }
    if (!real) {
      return complex(samples.asComplex());
    }
    return inverse ? backToReal(samples.asComplex()) : halfSpectrum(samples);
  }

  private Computation complex(Samples samples) {
    FftShape shape = samples.shape(axes);
    return engine -> {
      ComplexFft fft = ComplexFft.plan(shape, samples.precision(), engine);
      Samples result = Samples.zeros(samples.precision(), true, samples.sizes());
      if (inverse) {
        fft.inverse(samples.memory(), result.memory());
      } else {
        fft.forward(samples.memory(), result.memory());
      }
      return MathAnswer.of(inverse ? "signal" : "spectrum", result.array());
    };
  }

  private Computation halfSpectrum(Samples samples) {
    if (samples.complex()) {
      throw new IllegalArgumentException(x + " is complex, --real takes real numbers");
    }
    FftShape shape = samples.shape(axes);
    int[] bins = shape.halfSpectrum().sizes().stream().mapToInt(Integer::intValue).toArray();
    return engine -> {
      Samples result = Samples.zeros(samples.precision(), true, bins);
      RealFft.plan(shape, samples.precision(), engine).forward(samples.memory(), result.memory());
      return MathAnswer.of("spectrum", result.array());
    };
  }

  private Computation backToReal(Samples spectrum) {
    FftShape half = spectrum.shape(axes);
    int bins = half.sizes().get(half.realAxis());
    int n = length == null ? 2 * (bins - 1) : length;
    if (n / 2 + 1 != bins) {
      throw new IllegalArgumentException(
          "%s has %d bins, %d numbers would have %d".formatted(x, bins, n, n / 2 + 1));
    }
    int[] sizes = spectrum.sizes().clone();
    sizes[half.realAxis()] = n;
    Samples result = Samples.zeros(spectrum.precision(), false, sizes);
    FftShape shape = result.shape(axes);
    return engine -> {
      RealFft.plan(shape, spectrum.precision(), engine).inverse(spectrum.memory(), result.memory());
      return MathAnswer.of("signal", result.array());
    };
  }
}
