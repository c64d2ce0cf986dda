package org.warpath.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.warpath.kernels.Engine;
import org.warpath.kernels.onnx.OnnxCase;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** ONNX's own cases of RNN, LSTM and GRU. */
final class OnnxRecurrent {
  private OnnxRecurrent() {}

  static List<String> names() {
    return List.of(
        "gru_batchwise",
        "gru_seq_length",
        "gru_with_initial_bias",
        "lstm_batchwise",
        "lstm_with_initial_bias",
        "lstm_with_peepholes",
        "simple_rnn_defaults",
        "simple_rnn_with_initial_bias");
  }

  static void check(String name, Engine engine) throws IOException, URISyntaxException {
    OnnxCase given =
        OnnxCase.read(
            Path.of(
                Objects.requireNonNull(OnnxRecurrent.class.getResource("/onnx/test_" + name))
                    .toURI()));
    boolean isBatchFirst = given.integers().getOrDefault("layout", 0L) == 1;
    Optional<OnnxCase.Tensor> lengths = input(given, 4);
    Optional<OnnxCase.Tensor> state = input(given, 5);
    Recurrent layer =
        new Recurrent(
            cell(given),
            Math.toIntExact(given.integers().get("hidden_size")),
            Direction.FORWARD,
            input(given, 3).isPresent(),
            lengths.isPresent(),
            state.isPresent(),
            Initialiser.constant(0),
            Initialiser.constant(0));

    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("x", sequence(given.inputs().getFirst().orElseThrow(), isBatchFirst));
    lengths.ifPresent(tensor -> inputs.put("lengths", tensor(tensor)));
    state.ifPresent(tensor -> inputs.put("h", tensor(tensor)));
    if (layer.isLstm()) {
      input(given, 6).ifPresent(tensor -> inputs.put("c", tensor(tensor)));
    }
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("layer.weight", tensor(given.inputs().get(1).orElseThrow()));
    weights.put("layer.recurrent", tensor(given.inputs().get(2).orElseThrow()));
    input(given, 3).ifPresent(tensor -> weights.put("layer.bias", tensor(tensor)));
    input(given, 7).ifPresent(tensor -> weights.put("layer.peephole", tensor(tensor)));

    List<String> names = new ArrayList<>(inputs.keySet());
    Network network =
        Network.builder(names.toArray(String[]::new))
            .add(new Node("layer", layer, names, List.of("y", "last")))
            .build();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    inputs.forEach((input, tensor) -> shapes.put(input, tensor.shape()));
    Session.Opening opening = new Session.Opening(network, shapes, ElementType.FLOAT32, false, 0);
    try (Session session = Session.open(opening, new Weights(weights), engine)) {
      inputs.forEach(session::write);
      session.forward(Mode.INFERENCE);
      // The case's last output is the last state; one before it, all of them: in one direction and
      // for one step or one sequence, the order of dimensions does not matter.
      isClose(session.read("last"), given.outputs().getLast());
      if (given.outputs().size() > 1) {
        isClose(session.read("y"), given.outputs().getFirst());
      }
    }
  }

  private static Cell cell(OnnxCase given) {
    return switch (given.operator()) {
      case "RNN" -> new Cell.Rnn(false);
      case "LSTM" -> new Cell.Lstm(input(given, 7).isPresent());
      case "GRU" -> new Cell.Gru(given.integers().getOrDefault("linear_before_reset", 0L) == 1);
      default -> throw new IllegalArgumentException(given.operator());
    };
  }

  private static Optional<OnnxCase.Tensor> input(OnnxCase given, int index) {
    return index < given.inputs().size() ? given.inputs().get(index) : Optional.empty();
  }

  private static Tensor tensor(OnnxCase.Tensor tensor) {
    return Tensor.of(Shape.of(tensor.sizes()), tensor.floats());
  }

  private static Tensor sequence(OnnxCase.Tensor given, boolean isBatchFirst) {
    if (!isBatchFirst) {
      return tensor(given);
    }
    int batch = given.sizes()[0];
    int steps = given.sizes()[1];
    int width = given.sizes()[2];
    assertThat(steps).isEqualTo(1);
    return Tensor.of(Shape.of(steps, batch, width), given.floats());
  }

  private static void isClose(Tensor found, OnnxCase.Tensor expected) {
    assertThat(found.shape().count()).isEqualTo(expected.values().length);
    for (int i = 0; i < expected.values().length; i++) {
      double value = expected.values()[i];
      assertThat(found.get(i)).isCloseTo(value, within(1e-6 + 1e-5 * Math.abs(value)));
    }
  }
}
