package org.warpath.nn.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.tensor.Shape;

/**
 * A graph of layers: values have names, and each node makes some of others. Immutable, and without
 * weights: {@link Weights} holds those, and {@link Session} runs both.
 *
 * <pre>{@code
 * Network network = Network.sequential(
 *     FullyConnected.of(500), Activation.RELU, FullyConnected.of(10));
 * }</pre>
 */
public final class Network {
  /** What the input of a sequential network is called. */
  public static final String INPUT = "input";

  private final List<String> inputs;
  private final List<Node> nodes;
  private final List<String> outputs;

  private Network(List<String> inputs, List<Node> nodes, List<String> outputs) {
    this.inputs = List.copyOf(inputs);
    this.nodes = List.copyOf(nodes);
    this.outputs = List.copyOf(outputs);
  }

  /** The layers one after the other, called by kind and number: convolution1, relu1, … */
  public static Network sequential(Layer... layers) {
    Builder builder = builder(INPUT);
    Map<String, Integer> counts = new HashMap<>();
    String last = INPUT;
    for (Layer layer : layers) {
      String name = layer.kind() + counts.merge(layer.kind(), 1, Integer::sum);
      builder.add(name, layer, last);
      last = name;
    }
    return builder.outputs(last).build();
  }

  /** A network with these inputs, to be filled with layers. */
  public static Builder builder(String... inputs) {
    return new Builder(List.of(inputs));
  }

  /** The values that come from outside. */
  public List<String> inputs() {
    return inputs;
  }

  /** The nodes, each behind those it reads from. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The values that it is for. */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * The shapes of all values.
   *
   * @param inputShapes those of the inputs, the batch first
   * @throws IllegalArgumentException if an input's is missing, or a layer cannot take its inputs:
   *     with its name, what it expected and what it was given
   */
  public Map<String, Shape> shapes(Map<String, Shape> inputShapes) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (String input : inputs) {
      Shape shape = inputShapes.get(input);
      if (shape == null) {
        throw new IllegalArgumentException("the shape of input " + input + " is missing");
      }
      shapes.put(input, shape);
    }
    for (Node node : nodes) {
      List<Shape> made = outputs(node, shapes);
      for (int i = 0; i < made.size(); i++) {
        shapes.put(node.outputs().get(i), made.get(i));
      }
    }
    return shapes;
  }

  private static List<Shape> outputs(Node node, Map<String, Shape> shapes) {
    List<Shape> given = given(node, shapes);
    List<Shape> made;
    try {
      made = node.layer().outputs(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "layer %s (%s): %s".formatted(node.name(), node.layer().kind(), e.getMessage()), e);
    }
    if (made.size() < node.outputs().size()) {
      throw new IllegalArgumentException(
          "layer %s (%s) has %d outputs, not %d"
              .formatted(node.name(), node.layer().kind(), made.size(), node.outputs().size()));
    }
    return made.subList(0, node.outputs().size());
  }

  static List<Shape> given(Node node, Map<String, Shape> shapes) {
    return node.inputs().stream().map(shapes::get).toList();
  }

  /**
   * The parameters of all layers, by name: {@code node.parameter}. What layers share is the first
   * one's.
   *
   * @param inputShapes the shapes of the inputs, the batch first, whose size does not matter
   * @throws IllegalArgumentException if a layer shares a parameter of another shape than its own,
   *     or that no layer before it has
   */
  public Map<String, Parameter> parameters(Map<String, Shape> inputShapes) {
    Map<String, Shape> shapes = shapes(inputShapes);
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Node node : nodes) {
      for (Parameter parameter : node.layer().parameters(given(node, shapes))) {
        String name = parameterName(node, parameter);
        Parameter first = parameter.owner() == null ? parameter : parameters.get(name);
        if (first == null || !first.shape().equals(parameter.shape())) {
          throw new IllegalArgumentException(
              "layer %s shares %s: expected %s, %s"
                  .formatted(
                      node.name(),
                      name,
                      parameter.shape(),
                      first == null ? "was missing" : "was " + first.shape()));
        }
        parameters.put(name, first);
      }
    }
    return parameters;
  }

  static String parameterName(Node node, Parameter parameter) {
    String owner = parameter.owner();
    return owner == null ? node.name() + "." + parameter.name() : owner;
  }

  /** What it is made of, as a table: shapes, parameters and multiply-adds of each layer. */
  public String summary(Map<String, Shape> inputShapes) {
    return Summary.of(this, inputShapes);
  }

  /** Makes networks. */
  public static final class Builder {
    private final List<String> inputs;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> nodeNames = new LinkedHashSet<>();
    private final Set<String> values = new LinkedHashSet<>();
    private List<String> outputs = List.of();

    private Builder(List<String> inputs) {
      this.inputs = inputs;
      inputs.forEach(this::define);
    }

    private void define(String value) {
      if (!values.add(value)) {
        throw new IllegalArgumentException("value " + value + " is made twice");
      }
    }

    /** A layer that makes one value, called as itself, of {@code inputs}. */
    public Builder add(String name, Layer layer, String... inputs) {
      return add(new Node(name, layer, List.of(inputs), List.of(name)));
    }

    /**
     * A node.
     *
     * @throws IllegalArgumentException if its name or an output's is taken, or an input is not made
     *     before it
     */
    public Builder add(Node node) {
      if (!nodeNames.add(node.name())) {
        throw new IllegalArgumentException("there are two layers called " + node.name());
      }
      for (String input : node.inputs()) {
        requireValue("layer " + node.name() + " reads", input);
      }
      node.outputs().forEach(this::define);
      nodes.add(node);
      return this;
    }

    private void requireValue(String who, String value) {
      if (!values.contains(value)) {
        throw new IllegalArgumentException(who + " " + value + ", which nothing before it makes");
      }
    }

    /** The values that the network is for; without a call, what the last node makes. */
    public Builder outputs(String... names) {
      outputs = List.of(names);
      outputs.forEach(name -> requireValue("the network gives", name));
      return this;
    }

    /** The network. */
    public Network build() {
      List<String> given =
          outputs.isEmpty() && !nodes.isEmpty() ? nodes.getLast().outputs() : outputs;
      return new Network(inputs, nodes, given);
    }
  }
}
