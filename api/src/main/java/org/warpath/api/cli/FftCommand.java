package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Transform;
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
  private List<Integer> axes = List.of(-1);

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "with --real --inverse: how many real numbers the last axis gives (default: 2·(bins − 1))")
  private @Nullable Integer length;

  @Override
  Computation read() throws IOException {
    requirePlace("spectrum");
    return Transform.of(OperandFile.read(x), new Transform.Options(inverse, real, axes, length));
  }
}
