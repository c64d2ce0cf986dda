package org.warpath.api.selftest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A layer with random inputs and parameters, one pass forward and one backward of a random weighted
 * sum of its outputs, and a step of a solver.
 */
final class LayerTrial {
  private static final long SEED = 29;

  private final Network network;
  private final Map<String, Tensor> inputs;
  private final Solver solver;

  /**
   * @param shapes the inputs'
   * @param labels the elements of the last input if they are whole numbers; none otherwise
   */
  LayerTrial(Layer layer, List<Shape> shapes, double[] labels, Solver solver) {
    List<String> inputNames = names("input", shapes.size());
    List<String> outputNames = names("output", layer.outputs(shapes).size());
    network =
        Network.builder(inputNames.toArray(String[]::new))
            .add(new Node("layer", layer, inputNames, outputNames))
            .outputs(outputNames.toArray(String[]::new))
            .build();
    inputs = random(inputNames, shapes);
    if (labels.length > 0) {
      inputs.put(inputNames.getLast(), Tensor.of(shapes.getLast(), labels));
    }
    this.solver = solver;
  }

  private static List<String> names(String stem, int count) {
    return IntStream.range(0, count).mapToObj(i -> stem + i).toList();
  }

  private static Map<String, Tensor> random(List<String> names, List<Shape> shapes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      tensors.put(names.get(i), random(names.get(i), shapes.get(i)));
    }
    return tensors;
  }

  private static Tensor random(String name, Shape shape) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(Noise.key(SEED, name)));
    return tensor;
  }

  private Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  /** Outputs, the gradients of inputs, and the parameters afterwards, by name. */
  Map<String, double[]> run(Engine engine, ElementType type) {
    Map<String, double[]> results = new LinkedHashMap<>();
    Weights weights = Weights.initial(network, shapes(), ElementType.FLOAT64, SEED);
    Session.Opening opening = new Session.Opening(network, shapes(), type, true, SEED);
    try (Session session = Session.open(opening, weights, engine)) {
      session.learnWith(solver);
      inputs.forEach(session::write);
      session.forward(Mode.TRAINING);
      network.outputs().forEach(name -> results.put(name, session.read(name).toArray()));
      session.zeroGradients();
      Map<String, Shape> all = network.shapes(shapes());
      session.backward(
          random(network.outputs(), network.outputs().stream().map(all::get).toList()));
      for (String input : new ArrayList<>(inputs.keySet())) {
        results.put("the gradient of " + input, session.gradient(input).toArray());
      }
      session.update();
      session.weights().tensors().forEach((name, tensor) -> results.put(name, tensor.toArray()));
    }
    return results;
  }
}
