package org.warpath.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.kernels.SharedData;
import org.warpath.kernels.onnx.OnnxCase;
import org.warpath.linalg.ElementType;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** One of ONNX's cases of a single operator, run through a layer in float64. */
public record OnnxLayer(OnnxCase from) {
  private static final double TOLERANCE = 1e-3;

  /** The case in a folder of {@code nn/onnx}; skips the test if that is not there. */
  public static OnnxLayer read(String folder) {
    try {
      return new OnnxLayer(OnnxCase.read(SharedData.file("nn/onnx/" + folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An attribute that is a list of integers. */
  public int[] list(String name, int... otherwise) {
    List<Long> list = from.lists().getOrDefault(name, List.of());
    return list.isEmpty() ? otherwise : list.stream().mapToInt(Math::toIntExact).toArray();
  }

  /** An attribute that is an integer. */
  public int integer(String name, int otherwise) {
    return Math.toIntExact(from.integers().getOrDefault(name, (long) otherwise));
  }

  /** An attribute that is a number. */
  public double number(String name, double otherwise) {
    Float number = from.floats().get(name);
    return number == null ? otherwise : number;
  }

  /** An input, or the sizes and values of a parameter. */
  public Tensor input(int index) {
    return tensor(from.inputs().get(index).orElseThrow());
  }

  private static Tensor tensor(OnnxCase.Tensor tensor) {
    return Tensor.of(Shape.of(tensor.sizes()), tensor.values());
  }

  /**
   * The first inputs give the first outputs; further inputs are parameters.
   *
   * @param parameters what the layer calls those
   */
  public void isDoneBy(Layer layer, Mode mode, int inputCount, String... parameters) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i++) {
      weights.put("layer." + parameters[i], input(inputCount + i));
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < inputCount; i++) {
      inputs.add("x" + i);
      shapes.put("x" + i, input(i).shape());
    }
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < from.outputs().size(); i++) {
      outputs.add("y" + i);
    }
    Network network =
        Network.builder(inputs.toArray(String[]::new))
            .add(new Node("layer", layer, inputs, outputs))
            .outputs(outputs.toArray(String[]::new))
            .build();
    Session.Opening opening = new Session.Opening(network, shapes, ElementType.FLOAT64, false, 0);
    try (Session session = Session.open(opening, new Weights(weights), Engine.cpu(2))) {
      for (int i = 0; i < inputCount; i++) {
        session.write("x" + i, input(i));
      }
      session.forward(mode);
      for (int i = 0; i < outputs.size(); i++) {
        isClose(session.read("y" + i), tensor(from.outputs().get(i)), i);
      }
    }
  }

  private static void isClose(Tensor found, Tensor expected, int output) {
    assertThat(found.shape()).as("shape of output %d", output).isEqualTo(expected.shape());
    for (long i = 0; i < expected.shape().count(); i++) {
      assertThat(found.get(i))
          .as("output %d at %d of %s", output, i, expected.shape())
          .isCloseTo(expected.get(i), within(1e-6 + TOLERANCE * Math.abs(expected.get(i))));
    }
  }
}
