package org.warpath.api.cli;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.MathAnswer;
import org.warpath.api.math.Operand;
import org.warpath.api.math.Samples;
import org.warpath.fft.layout.Precision;
import org.warpath.fft.signal.Spectrogram;
import org.warpath.fft.signal.Stft;
import org.warpath.fft.signal.Windows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath stft}. */
@Command(
    name = "stft",
    description = {
      "The short-time Fourier transform of a real signal: a complex array, a row a frame, a column a frequency.",
      "--inverse gives the signal back."
    },
    mixinStandardHelpOptions = true)
final class StftCommand extends MathCommand {
  /** Windows without parameters. */
  enum Window {
    RECTANGULAR,
    HANN,
    HAMMING,
    BLACKMAN,
    BLACKMAN_HARRIS,
    FLAT_TOP
  }

  @Parameters(index = "0", paramLabel = "X", description = "the signal, or spectrogram: .npy")
  private Path x;

  @Option(names = "--frame", paramLabel = "N", description = "samples a frame (default: 256)")
  private int frame = 256;

  @Option(
      names = "--hop",
      paramLabel = "N",
      description = "samples from a frame to the next (default: a quarter of a frame)")
  private @Nullable Integer hop;

  @Option(
      names = "--window",
      paramLabel = "W",
      description = "${COMPLETION-CANDIDATES}, periodic (default: ${DEFAULT-VALUE})")
  private Window window = Window.HANN;

  @Option(
      names = "--padding",
      paramLabel = "P",
      description =
          "beyond the ends: ${COMPLETION-CANDIDATES}; NONE starts frames at the first sample, the others"
              + " centre them (default: ${DEFAULT-VALUE})")
  private Stft.Padding padding = Stft.Padding.REFLECT;

  @Option(names = "--two-sided", description = "all frequencies, the negative ones too")
  private boolean twoSided;

  @Option(names = "--inverse", description = "from a spectrogram to the signal")
  private boolean inverse;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "with --inverse: samples of the signal (default: all that the frames hold)")
  private @Nullable Integer length;

  @Override
  Computation read() throws IOException {
    if (length != null && !inverse) {
      throw new IllegalArgumentException("--length belongs to --inverse");
    }
    if (frame < 1) {
      throw new IllegalArgumentException("--frame must be at least 1, was " + frame);
    }
    if (!inverse) {
      requirePlace("spectrogram");
    }
    Stft stft =
        new Stft(
            window(),
            hop == null ? Math.max(1, frame / 4) : hop,
            padding,
            twoSided ? Stft.Sides.TWO : Stft.Sides.ONE);
    Operand operand = OperandFile.read(x);
    return inverse ? backward(stft, operand) : forward(stft, operand);
  }

  private double[] window() {
    Windows.Symmetry periodic = Windows.Symmetry.PERIODIC;
    return switch (window) {
      case RECTANGULAR -> Windows.rectangular(frame);
      case HANN -> Windows.hann(frame, periodic);
      case HAMMING -> Windows.hamming(frame, periodic);
      case BLACKMAN -> Windows.blackman(frame, periodic);
      case BLACKMAN_HARRIS -> Windows.blackmanHarris(frame, periodic);
      case FLAT_TOP -> Windows.flatTop(frame, periodic);
    };
  }

  private static Computation forward(Stft stft, Operand operand) {
    double[] signal = operand.requireVector().toArray();
    return (engine, _) -> {
      Spectrogram spectrogram = stft.forward(signal, engine);
      Samples result =
          Samples.zeros(Precision.FLOAT64, true, spectrogram.frames(), spectrogram.bins());
      result.memory().copyFrom(MemorySegment.ofArray(spectrogram.values()));
      return MathAnswer.of("spectrogram", result.array())
          .with("frames", spectrogram.frames())
          .with("bins", spectrogram.bins());
    };
  }

  private Computation backward(Stft stft, Operand operand) {
    Samples samples = Samples.of(operand.requireArray()).asComplex();
    if (samples.sizes().length != 2) {
      throw new IllegalArgumentException(
          x + " has " + samples.sizes().length + " dimensions, a spectrogram has 2");
    }
    if (samples.precision() == Precision.FLOAT32) {
      throw new IllegalArgumentException(x + " is complex64, expected complex128");
    }
    int frames = samples.sizes()[0];
    int margin = padding == Stft.Padding.NONE ? 0 : frame / 2;
    int held = frames == 0 ? 0 : (frames - 1) * stft.hop() + frame - 2 * margin;
    Spectrogram spectrogram =
        new Spectrogram(
            frames, samples.sizes()[1], samples.memory().toArray(ValueLayout.JAVA_DOUBLE));
    return (engine, _) -> {
      double[] signal = stft.inverse(spectrogram, length == null ? held : length, engine);
      Samples result = Samples.zeros(Precision.FLOAT64, false, signal.length);
      result.memory().copyFrom(MemorySegment.ofArray(signal));
      return MathAnswer.of("signal", result.array());
    };
  }
}
