package org.warpath.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * One layer with random inputs and parameters: its gradients held against central differences, and
 * CUDA's results against the processor's. The loss is a random weighted sum of all outputs.
 */
public final class LayerCheck {
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-5;
  private static final Engine.Cpu CPU = Engine.cpu(2);

  private final Network network;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Set<String> fixed = new TreeSet<>();
  private final Mode mode;
  private final long seed;

  private LayerCheck(Layer layer, Mode mode, long seed, List<Shape> shapes) {
    this.mode = mode;
    this.seed = seed;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      names.add("x" + i);
      inputs.put("x" + i, random(shapes.get(i), Noise.key(seed, i)));
    }
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < layer.outputs(shapes).size(); i++) {
      outputs.add("y" + i);
    }
    network =
        Network.builder(names.toArray(String[]::new))
            .add(new Node("layer", layer, names, outputs))
            .outputs(outputs.toArray(String[]::new))
            .build();
  }

  /** {@code layer} in training, for inputs of these shapes with normal numbers. */
  public static LayerCheck of(Layer layer, Shape... shapes) {
    return new LayerCheck(layer, Mode.TRAINING, 42, List.of(shapes));
  }

  /** {@code layer} as it answers. */
  public static LayerCheck inference(Layer layer, Shape... shapes) {
    return new LayerCheck(layer, Mode.INFERENCE, 42, List.of(shapes));
  }

  /** Another value of an input, which has no gradient: labels, lengths. */
  public LayerCheck withFixed(int input, double... values) {
    return with(input, values, true);
  }

  /** Another value of an input. */
  public LayerCheck with(int input, double... values) {
    return with(input, values, false);
  }

  private LayerCheck with(int input, double[] values, boolean isFixed) {
    String name = "x" + input;
    inputs.put(name, Tensor.of(inputs.get(name).shape(), values));
    if (isFixed) {
      fixed.add(name);
    }
    return this;
  }

  private static Tensor random(Shape shape, long key) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor;
  }

  private Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new HashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  // Statistics as the layer begins with, what is learned anything.
  private Map<String, Tensor> parameters() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Weights initial = Weights.initial(network, shapes(), ElementType.FLOAT64, seed);
    network
        .parameters(shapes())
        .forEach((name, parameter) ->
            tensors.put(
                name,
                parameter.isLearned()
                    ? random(parameter.shape(), Noise.key(seed, name))
                    : initial.tensors().get(name)));
    return tensors;
  }

  private Map<String, Tensor> seeds() {
    Map<String, Tensor> seeds = new LinkedHashMap<>();
    Map<String, Shape> all = network.shapes(shapes());
    for (String output : network.outputs()) {
      seeds.put(output, random(all.get(output), Noise.key(seed, output)));
    }
    return seeds;
  }

  /** What a pass forward and one backward give: outputs, and gradients as "d" and a name. */
  private Map<String, Tensor> run(Engine engine, ElementType type) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    Session.Opening opening = new Session.Opening(network, shapes(), type, true, seed);
    try (Session session = Session.open(opening, new Weights(parameters()), engine)) {
      inputs.forEach(session::write);
      session.forward(mode);
      network.outputs().forEach(name -> results.put(name, session.read(name)));
      if (mode == Mode.TRAINING) {
        session.zeroGradients();
        session.backward(seeds());
        for (String name : differentiated()) {
          results.put("d" + name, session.gradient(name));
        }
      }
    }
    return results;
  }

  private List<String> differentiated() {
    List<String> names = new ArrayList<>(inputs.keySet());
    names.removeAll(fixed);
    network
        .parameters(shapes())
        .forEach((name, parameter) -> {
          if (parameter.isLearned()) {
            names.add(name);
          }
        });
    return names;
  }

  /** The outputs on the processor, in float64. */
  public List<Tensor> outputs() {
    return outputs(CPU, ElementType.FLOAT64);
  }

  /** The outputs on {@code engine}, in {@code type}. */
  public List<Tensor> outputs(Engine engine, ElementType type) {
    Map<String, Tensor> results = run(engine, type);
    return network.outputs().stream().map(results::get).toList();
  }

  /** Every gradient is that of central differences, in float64, within 1e-5. */
  public void gradientsAreThoseOfDifferences() {
    Map<String, Tensor> analytic = run(CPU, ElementType.FLOAT64);
    Map<String, Tensor> parameters = parameters();
    for (String name : differentiated()) {
      Tensor varied = inputs.containsKey(name) ? inputs.get(name) : parameters.get(name);
      Tensor gradient = analytic.get("d" + name);
      for (long i = 0; i < varied.shape().count(); i++) {
        double value = varied.get(i);
        varied.set(i, value + STEP);
        double above = loss(parameters);
        varied.set(i, value - STEP);
        double below = loss(parameters);
        varied.set(i, value);
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient.get(i))
            .as("gradient of %s at %d", name, i)
            .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
      }
    }
  }

  private double loss(Map<String, Tensor> parameters) {
    Session.Opening opening =
        new Session.Opening(network, shapes(), ElementType.FLOAT64, true, seed);
    try (Session session = Session.open(opening, new Weights(parameters), CPU)) {
      inputs.forEach(session::write);
      session.forward(mode);
      double loss = 0;
      for (Map.Entry<String, Tensor> seed : seeds().entrySet()) {
        Tensor output = session.read(seed.getKey());
        for (long i = 0; i < output.shape().count(); i++) {
          loss += output.get(i) * seed.getValue().get(i);
        }
      }
      return loss;
    }
  }

  /**
   * Outputs and gradients on {@code engine} are the processor's in float64, within rounding of
   * {@code type}.
   */
  public void isTheSameOn(Engine engine, ElementType type) {
    double tolerance =
        switch (type) {
          case FLOAT16 -> 2e-2;
          case BFLOAT16 -> 1e-1;
          case FLOAT32 -> 2e-5;
          case FLOAT64 -> 1e-12;
        };
    requireClose(run(CPU, ElementType.FLOAT64), run(engine, type), tolerance);
  }

  /** Outputs and gradients have the same bits for any number of threads, in float32. */
  public void isTheSameForAnyThreads() {
    Map<String, Tensor> expected = run(Engine.cpu(1), ElementType.FLOAT32);
    for (int threads : new int[] {2, 3, 7}) {
      Map<String, Tensor> found = run(Engine.cpu(threads), ElementType.FLOAT32);
      assertThat(found).containsOnlyKeys(expected.keySet());
      expected.forEach((name, tensor) ->
          assertThat(found.get(name).toArray())
              .as("%s on %d threads", name, threads)
              .containsExactly(tensor.toArray()));
    }
  }

  /** Outputs and gradients are those of {@code other}, in float64, within {@code tolerance}. */
  public void isTheSameAs(Layer other, double tolerance) {
    List<Shape> shapes = inputs.values().stream().map(Tensor::shape).toList();
    LayerCheck check = new LayerCheck(other, mode, seed, shapes);
    check.inputs.putAll(inputs);
    check.fixed.addAll(fixed);
    requireClose(check.run(CPU, ElementType.FLOAT64), run(CPU, ElementType.FLOAT64), tolerance);
  }

  private static void requireClose(
      Map<String, Tensor> expected, Map<String, Tensor> found, double tolerance) {
    assertThat(found).containsOnlyKeys(expected.keySet());
    expected.forEach((name, tensor) -> {
      double scale = 1;
      for (long i = 0; i < tensor.shape().count(); i++) {
        scale = Math.max(scale, Math.abs(tensor.get(i)));
      }
      for (long i = 0; i < tensor.shape().count(); i++) {
        assertThat(found.get(name).get(i))
            .as("%s at %d of %s", name, i, tensor.shape())
            .isCloseTo(tensor.get(i), within(tolerance * scale));
      }
    });
  }
}
