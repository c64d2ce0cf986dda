package org.warpath.nn.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Step;
import org.warpath.nn.layer.Workspace;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/**
 * A session's tensors, and its steps in the order of the network's nodes. A value that several
 * layers read has a gradient of each; they are added before its own layer goes backward.
 */
final class Plan<T extends TensorView<T>> implements AutoCloseable {
  private final Memory<T> memory;
  private final ElementType type;
  private final Map<String, T> values = new LinkedHashMap<>();
  private final Map<String, T> gradients = new HashMap<>();
  private final Map<String, T> seeds = new HashMap<>();
  private final Map<String, T> parameters = new LinkedHashMap<>();
  private final Map<String, T> parameterGradients = new LinkedHashMap<>();
  private final List<Bound<T>> steps = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final List<String> inputs;
  private @Nullable Learning<T> learning;

  /** A step, and where its inputs' gradients go: {@code spare} to be added to the value's own. */
  private record Bound<T>(Node node, Step step, List<@Nullable T> spare) {}

  private Plan(Memory<T> memory, ElementType type, List<String> inputs) {
    this.memory = memory;
    this.type = type;
    this.inputs = inputs;
  }

  /** Everything allocated and bound; {@code memory} is closed if that fails. */
  static <T extends TensorView<T>> Plan<T> make(
      Session.Opening opening, Weights weights, Memory<T> memory) {
    try {
      Plan<T> plan = new Plan<>(memory, opening.type(), opening.network().inputs());
      plan.allocate(opening);
      plan.bind(opening);
      plan.load(weights);
      return plan;
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  private void allocate(Session.Opening opening) {
    Map<String, Shape> shapes = opening.network().shapes(opening.inputShapes());
    shapes.forEach((name, shape) -> values.put(name, memory.allocate(type, shape, name)));
    if (opening.isTrained()) {
      Set<String> without =
          opening.hasInputGradients() ? Set.of() : Set.copyOf(opening.network().inputs());
      shapes.forEach((name, shape) -> {
        if (!without.contains(name)) {
          gradients.put(name, memory.allocate(type, shape, "gradient of " + name));
        }
      });
    }
    opening
        .network()
        .parameters(opening.inputShapes())
        .forEach((name, parameter) -> allocate(name, parameter, opening.isTrained()));
  }

  private void allocate(String name, Parameter parameter, boolean isTrained) {
    parameters.put(name, memory.allocate(type, parameter.shape(), name));
    if (isTrained && parameter.isLearned()) {
      parameterGradients.put(name, memory.allocate(type, parameter.shape(), "gradient of " + name));
    }
  }

  private void bind(Session.Opening opening) {
    Map<String, Integer> readers = new HashMap<>();
    for (Node node : opening.network().nodes()) {
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    read.addAll(readers.keySet());
    Workspace<T> workspace = new Pool<>(memory);
    for (Node node : opening.network().nodes()) {
      bind(node, opening, readers, workspace);
    }
  }

  private void bind(
      Node node, Session.Opening opening, Map<String, Integer> readers, Workspace<T> workspace) {
    List<Shape> given = node.inputs().stream().map(name -> values.get(name).shape()).toList();
    List<T> own = new ArrayList<>();
    List<@Nullable T> ownGradients = new ArrayList<>();
    for (Parameter parameter : node.layer().parameters(given)) {
      String name = Network.parameterName(node, parameter);
      own.add(parameters.get(name));
      ownGradients.add(parameterGradients.get(name));
    }
    List<@Nullable T> inputGradients = new ArrayList<>();
    List<@Nullable T> spare = new ArrayList<>();
    for (String input : node.inputs()) {
      // Backward the last reader comes first: it overwrites the gradient, the others add to it.
      boolean isLast = readers.merge(input, -1, Integer::sum) == 0;
      T gradient = gradients.get(input);
      T extra =
          gradient == null || isLast
              ? null
              : memory.allocate(
                  type, gradient.shape(), "gradient of " + input + " by " + node.name());
      spare.add(extra);
      inputGradients.add(extra == null ? gradient : extra);
    }
    Binding<T> binding =
        new Binding<>(
            node.name(),
            node.inputs().stream().map(values::get).toList(),
            node.outputs().stream().map(values::get).toList(),
            inputGradients,
            opening.isTrained() ? node.outputs().stream().map(gradients::get).toList() : List.of(),
            own,
            ownGradients,
            Noise.key(opening.seed(), node.name()),
            workspace);
    steps.add(new Bound<>(node, memory.bind(node.layer(), binding), spare));
  }

  void write(String name, Tensor tensor) {
    T value = require(values, name, "value");
    if (!tensor.shape().equals(value.shape())) {
      throw new IllegalArgumentException(
          "%s: expected %s, was given %s".formatted(name, value.shape(), tensor.shape()));
    }
    memory.write(tensor, value);
  }

  private static <T> T require(Map<String, T> map, String name, String what) {
    T found = map.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no %s %s; there are %s".formatted(what, name, String.join(", ", map.keySet())));
    }
    return found;
  }

  void forward(Mode mode) {
    steps.forEach(bound -> bound.step().forward(mode));
  }

  Tensor read(String name) {
    return read(require(values, name, "value"));
  }

  private Tensor read(T from) {
    Tensor copy = Tensor.zeros(from.type(), from.shape());
    memory.read(from, copy);
    return copy;
  }

  void backward(Map<String, Tensor> given) {
    // What no step overwrites must not be what an earlier pass left.
    gradients.values().forEach(memory::zero);
    given.forEach((name, seed) -> seed(name, require(gradients, name, "gradient of"), seed));
    for (Bound<T> bound : steps.reversed()) {
      addSeeds(given, bound.node().outputs());
      bound.step().backward();
      for (int i = 0; i < bound.spare().size(); i++) {
        T extra = bound.spare().get(i);
        if (extra != null) {
          memory.add(extra, gradients.get(bound.node().inputs().get(i)));
        }
      }
    }
    addSeeds(given, inputs);
  }

  // What layers read has its gradient overwritten by theirs: its seed is added behind them.
  private void addSeeds(Map<String, Tensor> given, List<String> names) {
    for (String name : names) {
      if (given.containsKey(name) && read.contains(name)) {
        memory.add(seeds.get(name), gradients.get(name));
      }
    }
  }

  private void seed(String name, T gradient, Tensor seed) {
    if (seed.shape().count() != gradient.shape().count()) {
      throw new IllegalArgumentException(
          "%s is %s, not %s".formatted(name, gradient.shape(), seed.shape()));
    }
    T to =
        read.contains(name)
            ? seeds.computeIfAbsent(
                name, key -> memory.allocate(type, gradient.shape(), "seed of " + key))
            : gradient;
    memory.write(seed.reshape(gradient.shape()), to);
  }

  void learnWith(Solver solver, Map<String, Parameter> described) {
    learning = new Learning<>(memory, solver, described, parameters, parameterGradients);
  }

  Learning<T> learning() {
    Learning<T> bound = learning;
    if (bound == null) {
      throw new IllegalStateException("the session has no solver");
    }
    return bound;
  }

  void zeroGradients() {
    parameterGradients.values().forEach(memory::zero);
  }

  Tensor gradient(String name) {
    return read(
        inputs.contains(name)
            ? require(gradients, name, "gradient of")
            : require(parameterGradients, name, "gradient of"));
  }

  Weights weights() {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> copies.put(name, read(parameter)));
    return new Weights(copies);
  }

  void load(Weights weights) {
    parameters.forEach(
        (name, parameter) -> memory.write(weights.require(name, parameter.shape()), parameter));
  }

  @Override
  public void close() {
    memory.close();
  }
}
