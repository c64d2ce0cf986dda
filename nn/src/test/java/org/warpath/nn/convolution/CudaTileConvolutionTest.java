package org.warpath.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.layer.Workspace;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Winograd's and Fourier's tiles on a device. */
@GpuTest
@NoLeaks
class CudaTileConvolutionTest {
  private static final Set<ConvolutionAlgorithm> TILES =
      EnumSet.of(
          ConvolutionAlgorithm.WINOGRAD_2X2_3X3,
          ConvolutionAlgorithm.WINOGRAD_4X4_3X3,
          ConvolutionAlgorithm.WINOGRAD_2X2_5X5,
          ConvolutionAlgorithm.FFT);

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  private static int kernel(ConvolutionAlgorithm algorithm) {
    return algorithm == ConvolutionAlgorithm.WINOGRAD_2X2_5X5 ? 5 : 3;
  }

  // More channels than a block has squares; planes that tiles do not divide; several images, or
  // none.
  private static Stream<ConvolutionTest.Case> larger() {
    return TILES.stream()
        .flatMap(algorithm -> {
          int kernel = kernel(algorithm);
          Convolution layer = Convolution.of(35, kernel, kernel).withPadding(1, 2);
          return Stream.of(
                  ConvolutionTest.Case.of(layer, 3, 5, 13, 19),
                  ConvolutionTest.Case.of(layer, 0, 5, 6, 6),
                  ConvolutionTest.Case.of(layer.withGroups(5).withoutBias(), 2, 15, 9, 5))
              .map(test -> test.with(algorithm));
        });
  }

  static Stream<Arguments> cases() {
    return Stream.concat(ConvolutionTest.transformed(), larger())
        .flatMap(test -> Arrays.stream(ElementType.values()).map(type -> Arguments.of(test, type)));
  }

  private static Tensor random(Shape shape, long key) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheDefinitionForwardAndBackward(ConvolutionTest.Case test, ElementType type) {
    Convolution layer = test.layer();
    List<Shape> inputs = List.of(test.input());
    Tensor x = random(test.input(), 1);
    Tensor w = random(layer.parameters(inputs).getFirst().shape(), 2);
    Shape channels = Shape.of(layer.channels());
    Tensor b = layer.hasBias() ? random(channels, 3) : Tensor.zeros(ElementType.FLOAT64, channels);
    Tensor dy = random(layer.outputs(inputs).getFirst(), 4);
    String name = "convolution1";
    Map<String, Tensor> parameters =
        layer.hasBias()
            ? Map.of(name + ".weight", w, name + ".bias", b)
            : Map.of(name + ".weight", w);
    Session.Opening opening =
        new Session.Opening(
            Network.sequential(layer), Map.of(Network.INPUT, test.input()), type, true, 0);
    Engine engine = TestDevice.engine();
    try (Session session = Session.open(opening, new Weights(parameters), engine)) {
      session.write(Network.INPUT, x);
      session.forward(Mode.TRAINING);
      requireClose(session.read(name), ReferenceConvolution.of(layer, x, w, b), type);
      session.zeroGradients();
      session.backward(Map.of(name, dy));
      requireClose(
          session.gradient(Network.INPUT),
          ReferenceConvolution.inputGradient(layer, x.shape(), w, dy),
          type);
      Tensor dw = ReferenceConvolution.weightGradient(layer, x, w.shape(), dy);
      requireClose(session.gradient(name + ".weight"), dw, type);
      // Gradients are added to what is there.
      session.backward(Map.of(name, dy));
      for (long i = 0; i < dw.shape().count(); i++) {
        dw.set(i, 2 * dw.get(i));
      }
      requireClose(session.gradient(name + ".weight"), dw, type);
    }
  }

  private static void requireClose(Tensor found, Tensor expected, ElementType type) {
    double tolerance =
        switch (type) {
          case FLOAT16 -> 4e-3;
          case BFLOAT16 -> 3e-2;
          case FLOAT32 -> 1e-5;
          case FLOAT64 -> 1e-13;
        };
    double[] numbers = expected.toArray();
    double scale = Math.max(1, Arrays.stream(numbers).map(Math::abs).max().orElse(0));
    assertThat(found.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < numbers.length; i++) {
      assertThat(found.get(i))
          .as("at %d of %s", i, found.shape())
          .isCloseTo(numbers[i], within(tolerance * scale));
    }
  }

  static Stream<Arguments> transposed() {
    return TILES.stream()
        .flatMap(algorithm ->
            Arrays.stream(ElementType.values()).map(type -> Arguments.of(algorithm, type)));
  }

  @ParameterizedTest
  @MethodSource
  void transposed(ConvolutionAlgorithm algorithm, ElementType type) {
    int kernel = kernel(algorithm);
    TransposedConvolution layer =
        TransposedConvolution.of(4, kernel, kernel).withGroups(2).withPadding(1, 2);
    LayerCheck.of(layer.withAlgorithm(algorithm), Shape.of(2, 6, 5, 9))
        .isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource(names = {"WINOGRAD_4X4_3X3", "FFT"})
  void squaresThatDoNotFitTheMemoryGoInParts(ConvolutionAlgorithm algorithm) {
    Convolution layer = Convolution.of(3, 3, 3).withGroups(3).withPadding(0, 2);
    Shape image = Shape.of(3, 6, 17, 31);
    Tensor x = random(image, 1);
    Tensor w = random(Shape.of(3, 2, 3, 3), 2);
    Tensor b = random(Shape.of(3), 3);
    Shape outputs = layer.outputs(List.of(image)).getFirst();
    Tensor dy = random(outputs, 4);
    Geometry geometry = Geometry.of(layer.window(), layer.groups(), image, outputs);
    TileScheme scheme = TileScheme.of(algorithm, geometry);
    // All three images have 108 of Winograd's squares, or 18 of Fourier's.
    long square = (long) scheme.points() * scheme.parts() * (3 + 6) * Double.BYTES;
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      Workspace<DeviceTensor> workspace = new Allocating(scope);
      DeviceTensor given = uploaded(x, scope);
      DeviceTensor made = uploaded(dy, scope);
      DeviceTensor weights = uploaded(w, scope);
      Binding<DeviceTensor> binding =
          new Binding<>(
              "parts",
              List.of(given),
              List.of(made),
              List.of(),
              List.of(),
              List.of(weights),
              List.of(),
              0,
              workspace);
      Convolver<DeviceTensor> convolver =
          new CudaTileConvolver(scheme, geometry, binding, scope, 7 * square);
      DeviceTensor dw = uploaded(Tensor.zeros(ElementType.FLOAT64, w.shape()), scope);
      convolver.weightGradient(given, made, dw);
      DeviceTensor dx = uploaded(Tensor.zeros(ElementType.FLOAT64, image), scope);
      convolver.inputGradient(made, weights, null, dx);
      convolver.forward(given, weights, uploaded(b, scope), made);
      ElementType type = ElementType.FLOAT64;
      requireClose(
          downloaded(dw, scope),
          ReferenceConvolution.weightGradient(layer, x, w.shape(), dy),
          type);
      requireClose(
          downloaded(dx, scope), ReferenceConvolution.inputGradient(layer, image, w, dy), type);
      requireClose(downloaded(made, scope), ReferenceConvolution.of(layer, x, w, b), type);
    }
  }

  private static DeviceTensor uploaded(Tensor tensor, DeviceScope scope) {
    DeviceTensor copy = DeviceTensor.allocate(scope, tensor.type(), tensor.shape(), "test");
    scope.upload(tensor.memory(), copy.memory());
    return copy;
  }

  private static Tensor downloaded(DeviceTensor tensor, DeviceScope scope) {
    Tensor copy = Tensor.zeros(tensor.type(), tensor.shape());
    scope.download(tensor.memory(), copy.memory());
    return copy;
  }

  /** Memory of its own for whatever is asked. */
  private record Allocating(DeviceScope scope) implements Workspace<DeviceTensor> {
    @Override
    public DeviceTensor own(ElementType type, Shape shape, String what) {
      return DeviceTensor.allocate(scope, type, shape, what);
    }

    @Override
    public DeviceTensor shared(ElementType type, Shape shape, String what) {
      return own(type, shape, what);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WINOGRAD_2X2_3X3", "WINOGRAD_4X4_3X3", "WINOGRAD_2X2_5X5", "FFT"})
  void refusesWhatTheProcessorRefuses(ConvolutionAlgorithm algorithm) {
    int kernel = kernel(algorithm);
    Convolution layer = Convolution.of(2, kernel, kernel).withAlgorithm(algorithm);
    Shape image = Shape.of(1, 2, 17, 17);
    List<LayerCheck> refused =
        List.of(
            LayerCheck.of(layer.withStrides(2, 1), image),
            LayerCheck.of(layer.withDilations(1, 2), image),
            LayerCheck.of(Convolution.of(2, 2, 4).withAlgorithm(algorithm), image),
            LayerCheck.of(Convolution.of(2, 13, 13).withAlgorithm(algorithm), image),
            LayerCheck.of(Convolution.of(2, 3).withAlgorithm(algorithm), Shape.of(1, 2, 17)),
            LayerCheck.of(
                Convolution.of(2, 1, kernel, kernel).withAlgorithm(algorithm),
                Shape.of(1, 2, 2, 17, 17)));
    for (LayerCheck check : refused) {
      String message =
          assertThatIllegalArgumentException().isThrownBy(check::outputs).actual().getMessage();
      assertThat(message).matches("(F\\(.*\\)|FFT) is for .*, not .* stride .* dilation .*");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> check.outputs(TestDevice.engine(), ElementType.FLOAT32))
          .withMessage(message);
    }
  }
}
