package org.warpath.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.Engine;
import org.warpath.kernels.onnx.OnnxCase;
import org.warpath.linalg.ElementType;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.activation.PRelu;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Concat;
import org.warpath.nn.arrays.Flatten;
import org.warpath.nn.arrays.Pad;
import org.warpath.nn.arrays.Split;
import org.warpath.nn.arrays.Transpose;
import org.warpath.nn.dropout.Dropout;
import org.warpath.nn.embedding.Gather;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.loss.Softmax;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** ONNX's own cases of operators without matrices, within what its own test runner allows. */
abstract class OnnxPointsContract {
  private static final double RELATIVE = 1e-3;
  private static final double ABSOLUTE = 1e-7;

  abstract Engine engine();

  static Stream<Arguments> cases() {
    return Stream.of(
        node("relu", Activation.relu()),
        node("sigmoid", Activation.sigmoid()),
        node("sigmoid_example", Activation.sigmoid()),
        node("tanh", Activation.tanh()),
        node("tanh_example", Activation.tanh()),
        node("softmax_axis_1", Softmax.of(1)),
        node("softmax_axis_2", Softmax.of(2)),
        node("softmax_example", Softmax.of(-1)),
        node("softmax_large_number", Softmax.of(-1)),
        node("concat_1d_axis_negative_1", new Concat(-1)),
        node("concat_2d_axis_0", new Concat(0)),
        node("concat_2d_axis_negative_1", new Concat(-1)),
        node("concat_2d_axis_negative_2", new Concat(-2)),
        node("concat_3d_axis_1", new Concat(1)),
        node("concat_3d_axis_2", new Concat(2)),
        node("concat_3d_axis_negative_2", new Concat(-2)),
        node("concat_3d_axis_negative_3", new Concat(-3)),
        node("flatten_axis0", new Flatten(0)),
        node("flatten_axis1", new Flatten(1)),
        node("flatten_axis3", new Flatten(3)),
        node("flatten_default_axis", Flatten.of()),
        node("flatten_negative_axis2", new Flatten(-2)),
        node("flatten_negative_axis3", new Flatten(-3)),
        node("transpose_all_permutations_1", Transpose.of(0, 2, 1)),
        node("transpose_all_permutations_2", Transpose.of(1, 0, 2)),
        node("transpose_all_permutations_4", Transpose.of(2, 0, 1)),
        node("transpose_all_permutations_5", Transpose.of(2, 1, 0)),
        node("dropout_default", Dropout.of(0.5)),
        node("dropout_default_old", Dropout.of(0.5)),
        pytorch("ReLU", Activation.relu()),
        pytorch("LeakyReLU", Activation.leakyRelu(0.01)),
        pytorch("SELU", Activation.selu()),
        pytorch("Tanh", Activation.tanh()),
        pytorch("Softsign", Activation.softsign()),
        pytorch("Softmax", Softmax.of(1)),
        pytorch("softmax_lastdim", Softmax.of(-1)),
        pytorch("log_softmax_lastdim", Softmax.logarithm(-1)),
        pytorch("log_softmax_dim3", Softmax.logarithm(3)),
        pytorch("ConstantPad2d", pad(Pad.Mode.CONSTANT, 2)),
        pytorch("ReplicationPad2d", pad(Pad.Mode.EDGE, 0)));
  }

  private static Arguments node(String name, Layer layer) {
    return arguments("node/test_" + name, Named.of(layer.kind(), layer));
  }

  private static Arguments pytorch(String name, Layer layer) {
    return arguments("pytorch-converted/test_" + name, Named.of(layer.kind(), layer));
  }

  // The cases' pads: 1 and 3 columns, 2 and 4 rows.
  private static Pad pad(Pad.Mode mode, double value) {
    return new Pad(List.of(0, 0, 3, 1), List.of(0, 0, 4, 2), mode, value);
  }

  private static OnnxCase read(String name) throws IOException {
    Path folder = Path.of(System.getProperty("warpath.shared.data", ""), "nn", "onnx", name);
    assumeThat(folder).exists();
    return OnnxCase.read(folder);
  }

  private static Tensor tensor(OnnxCase.Tensor tensor) {
    return Tensor.of(Shape.of(tensor.sizes()), tensor.floats());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isOnnxs(String name, Layer layer) throws IOException {
    check(read(name), layer, Map.of());
  }

  private void check(OnnxCase given, Layer layer, Map<String, Tensor> weights) {
    List<String> names = new ArrayList<>();
    Map<String, Tensor> inputs = new HashMap<>();
    for (int i = 0; i < given.inputs().size() - weights.size(); i++) {
      names.add("x" + i);
      inputs.put("x" + i, tensor(given.inputs().get(i).orElseThrow()));
    }
    Network network =
        Network.builder(names.toArray(String[]::new))
            .add(new Node("layer", layer, names, List.of("y")))
            .build();
    check(given, network, inputs, weights);
  }

  private void check(
      OnnxCase given, Network network, Map<String, Tensor> inputs, Map<String, Tensor> weights) {
    Map<String, Shape> shapes = new HashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    Map<String, Tensor> all =
        new HashMap<>(Weights.initial(network, shapes, ElementType.FLOAT32, 0).tensors());
    all.putAll(weights);
    try (Session session = Session.open(network, new Weights(all), shapes, engine())) {
      inputs.forEach(session::write);
      session.forward(Mode.INFERENCE);
      Tensor found = session.read(network.outputs().getFirst());
      Tensor expected = tensor(given.outputs().getFirst());
      assertThat(found.shape()).isEqualTo(expected.shape());
      for (long i = 0; i < expected.shape().count(); i++) {
        double value = expected.get(i);
        assertThat(found.get(i)).isCloseTo(value, within(ABSOLUTE + RELATIVE * Math.abs(value)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("learned")
  void learnedSlopesAreOnnxs(String name, PRelu layer) throws IOException {
    OnnxCase given = read("pytorch-converted/test_" + name);
    Tensor slope = tensor(given.inputs().get(1).orElseThrow());
    Shape line = Shape.of(Math.toIntExact(slope.shape().count()));
    check(given, layer, Map.of("layer.slope", slope.reshape(line)));
  }

  static Stream<Arguments> learned() {
    return Stream.of(
        arguments("PReLU_1d_multiparam", PRelu.perChannel()),
        arguments("PReLU_2d", PRelu.shared()),
        arguments("PReLU_3d", PRelu.shared()),
        arguments("PReLU_3d_multiparam", PRelu.perChannel()));
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void rowsOfTablesAreOnnxs(String name) throws IOException {
    check(read("pytorch-converted/test_" + name), new Gather(0), Map.of());
  }

  static Stream<String> embeddings() {
    return Stream.of("Embedding", "Embedding_sparse");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void smallNetworksAreOnnxs(String name, Network network) throws IOException {
    OnnxCase given = read("pytorch-converted/test_" + name);
    Map<String, Tensor> inputs = Map.of("x", tensor(given.inputs().getFirst().orElseThrow()));
    check(given, network, inputs, Map.of());
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        arguments(
            "GLU_dim",
            Network.builder("x")
                .add(new Node("split", Split.equal(1, 2), List.of("x"), List.of("a", "b")))
                .add("gate", Activation.sigmoid(), "b")
                .add("product", Arithmetic.multiply(), "a", "gate")
                .build()),
        arguments(
            "Softmin",
            Network.builder("x")
                .add("minus", Activation.negate(), "x")
                .add("softmax", Softmax.of(1), "minus")
                .build()));
  }
}
