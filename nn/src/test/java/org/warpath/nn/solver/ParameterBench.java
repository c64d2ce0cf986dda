package org.warpath.nn.solver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Parameters whose gradients a test chooses: a layer of one unit for each, whose weight's gradient
 * is its input.
 */
final class ParameterBench {
  private final List<Tensor> weights;
  private final ElementType type;
  private final Network network;

  ParameterBench(List<Tensor> weights, ElementType type) {
    this.weights = weights;
    this.type = type;
    String[] inputs = new String[weights.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = "g" + i;
    }
    Network.Builder builder = Network.builder(inputs);
    for (int i = 0; i < inputs.length; i++) {
      builder.add(
          "p" + i,
          new FullyConnected(1, false, Initialiser.constant(0), Initialiser.constant(0)),
          inputs[i]);
    }
    network = builder.build();
  }

  static String name(int parameter) {
    return "p" + parameter + ".weight";
  }

  static Tensor random(int count, long seed) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, Shape.of(1, count));
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(seed));
    return tensor;
  }

  Session open(Engine engine) {
    Map<String, Shape> shapes = new HashMap<>();
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      shapes.put("g" + i, weights.get(i).shape());
      named.put(name(i), weights.get(i));
    }
    return Session.open(
        new Session.Opening(network, shapes, type, true, 0), new Weights(named), engine);
  }

  void backward(Session session, List<Tensor> gradients) {
    Map<String, Tensor> seeds = new HashMap<>();
    for (int i = 0; i < gradients.size(); i++) {
      session.write("g" + i, gradients.get(i));
      seeds.put("p" + i, Tensor.of(Shape.of(1, 1), 1.0));
    }
    session.forward(Mode.TRAINING);
    session.zeroGradients();
    session.backward(seeds);
  }

  double[] weight(Session session, int parameter) {
    return session.weights().tensors().get(name(parameter)).toArray();
  }
}
