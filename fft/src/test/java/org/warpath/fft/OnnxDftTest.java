package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.warpath.fft.Numbers.assertClose;
import static org.warpath.fft.Numbers.complex;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.fft.signal.Spectrogram;
import org.warpath.fft.signal.Stft;
import org.warpath.kernels.Engine;
import org.warpath.kernels.onnx.OnnxCase;

/**
 * ONNX's own cases of the operators DFT and STFT; their last axis holds real and imaginary parts.
 */
class OnnxDftTest {
  // What ONNX's own test runner allows.
  private static final double TOLERANCE = 1e-3;

  private static OnnxCase read(String name) throws IOException, URISyntaxException {
    URL model =
        Objects.requireNonNull(OnnxDftTest.class.getResource("onnx/" + name + "/model.onnx"));
    return OnnxCase.read(Objects.requireNonNull(Path.of(model.toURI()).getParent()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dft",
        "dft_axis",
        "dft_axis_opset19",
        "dft_inverse",
        "dft_inverse_opset19",
        "dft_irfft",
        "dft_irfft_opset19",
        "dft_opset19",
        "dft_rfft",
        "dft_rfft_opset19"
      })
  void dft(String name) throws IOException, URISyntaxException {
    OnnxCase given = read("test_" + name);
    OnnxCase.Tensor input = given.inputs().getFirst().orElseThrow();
    OnnxCase.Tensor output = given.outputs().getFirst();
    int rank = input.sizes().length;
    int[] inner = Arrays.copyOf(input.sizes(), rank - 1);
    boolean onesided = given.integers().getOrDefault("onesided", 0L) == 1;
    boolean inverse = given.integers().getOrDefault("inverse", 0L) == 1;
    // Opset 20 made the axis an input.
    int axis =
        given.inputs().size() > 2 && given.inputs().get(2).isPresent()
            ? (int) given.inputs().get(2).get().scalar()
            : given.integers().getOrDefault("axis", name.endsWith("19") ? 1L : -2L).intValue();
    axis = axis < 0 ? axis + rank : axis;
    FftShape shape =
        FftShape.of(inverse && onesided ? Arrays.copyOf(output.sizes(), rank - 1) : inner)
            .along(axis);
    boolean real = input.sizes()[rank - 1] == 1;
    float[] actual;
    if (onesided) {
      RealFft plan = RealFft.plan(shape, Precision.FLOAT32, Engine.cpu());
      actual = inverse ? plan.inverse(input.floats()) : plan.forward(input.floats());
    } else {
      ComplexFft plan = ComplexFft.plan(shape, Precision.FLOAT32, Engine.cpu());
      float[] data = Numbers.floats(real ? complex(input.values()) : input.values());
      actual = inverse ? plan.inverse(data) : plan.forward(data);
    }
    assertClose(Numbers.doubles(actual), output.values(), TOLERANCE, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stft", "stft_with_window"})
  void stft(String name) throws IOException, URISyntaxException {
    OnnxCase given = read("test_" + name);
    double[] signal = given.inputs().getFirst().orElseThrow().values();
    int step = (int) given.inputs().get(1).orElseThrow().scalar();
    OnnxCase.Tensor output = given.outputs().getFirst();
    double[] window =
        given.inputs().get(2).map(OnnxCase.Tensor::values).orElseGet(() -> ones(given));
    Stft stft = new Stft(window, step, Stft.Padding.NONE, Stft.Sides.ONE);
    Spectrogram spectrogram = stft.forward(signal, Engine.cpu());
    assertThat(new int[] {1, spectrogram.frames(), spectrogram.bins(), 2})
        .containsExactly(output.sizes());
    assertClose(spectrogram.values(), output.values(), TOLERANCE, name);
  }

  private static double[] ones(OnnxCase given) {
    return IntStream.range(0, (int) given.inputs().get(3).orElseThrow().scalar())
        .mapToDouble(i -> 1)
        .toArray();
  }
}
