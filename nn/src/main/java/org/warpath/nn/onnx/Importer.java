package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.arrays.Identity;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Makes a network of a graph: for each node, its operator draws layers. */
final class Importer {
  private final String source;
  private final Graph graph;
  private final Map<String, Shape> shapes;
  private final Map<String, Tensor> given;
  private final Drawing drawing;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  Importer(String source, Graph graph, Map<String, Shape> shapes, Map<String, Tensor> given) {
    this.source = source;
    this.graph = graph;
    this.shapes = shapes;
    this.given = given;
    drawing = new Drawing(given);
  }

  OnnxNetwork run() {
    requireNames();
    defineInputs();
    graph.nodes().forEach(this::draw);
    if (!problems.isEmpty()) {
      throw new UnsupportedOnnxException(source, problems);
    }
    return network();
  }

  private void requireNames() {
    Set<String> all = new LinkedHashSet<>();
    graph.inputs().forEach(input -> all.add(input.name()));
    Set<String> named = new LinkedHashSet<>(shapes.keySet());
    named.addAll(given.keySet());
    named.removeAll(all);
    if (!named.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: there is no input %s; there are %s"
              .formatted(source, String.join(", ", named), String.join(", ", all)));
    }
  }

  private void defineInputs() {
    graph.initializers().forEach((name, constant) -> define(name, new Value.Known(constant)));
    List<String> open = new ArrayList<>();
    for (OnnxInput input : graph.inputs()) {
      String name = input.name();
      Tensor value = given.get(name);
      if (graph.initializers().containsKey(name)) {
        if (value != null) {
          define(
              name,
              new Value.Known(new Constant(input.kind(), value, input.kind() == Kind.NUMBER)));
        }
        continue;
      }
      Shape shape = shape(input, value);
      if (shape == null) {
        open.add(input.toString());
      } else {
        define(name, new Value.Computed(name, shape, input.kind()));
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: the shape must be said of %s".formatted(source, String.join(", ", open)));
    }
  }

  private @Nullable Shape shape(OnnxInput input, @Nullable Tensor value) {
    Shape said = shapes.get(input.name());
    if (said == null) {
      said = value != null ? value.shape() : input.shape();
    }
    if (said != null && input.sizes() != null && said.rank() != input.sizes().size()) {
      throw new IllegalArgumentException(
          "%s: input %s cannot be of shape %s".formatted(source, input, said));
    }
    return said;
  }

  private void define(String name, Value value) {
    values.put(name, value);
    if (value instanceof Value.Known known) {
      drawing.name(known.constant(), name);
    }
  }

  private void draw(OnnxNode node) {
    Operator operator = Operators.of(node.domain(), node.operator());
    if (operator == null) {
      refuse(node, Operators.reason(node.domain(), node.operator()));
      return;
    }
    if (node.inputs().stream().anyMatch(unknown::contains)) {
      markUnknown(node);
      return;
    }
    List<@Nullable Value> inputs = new ArrayList<>();
    for (String input : node.inputs()) {
      inputs.add(input.isEmpty() ? null : values.get(input));
    }
    Call call = new Call(node, graph.versions().getOrDefault(node.domain(), 1), drawing, inputs);
    node.attributes().reset();
    try {
      operator.map(call);
    } catch (NodeException e) {
      refuse(node, String.valueOf(e.getMessage()));
      return;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: %s: %s".formatted(source, node.title(), e.getMessage()), e);
    }
    if (!node.attributes().unread().isEmpty()) {
      refuse(node, "attribute " + String.join(", ", node.attributes().unread()));
      return;
    }
    call.results().forEach(this::define);
    for (int i = 0; i < call.outputCount(); i++) {
      if (call.wants(i) && !values.containsKey(node.outputs().get(i))) {
        refuse(node, "output " + i);
      }
    }
  }

  private void refuse(OnnxNode node, String problem) {
    problems.add(
        "%s, domain %s, version %d: %s"
            .formatted(
                node.title(),
                node.domain().isEmpty() ? "ai.onnx" : node.domain(),
                graph.versions().get(node.domain()),
                problem));
    markUnknown(node);
  }

  private void markUnknown(OnnxNode node) {
    node.outputs().stream().filter(output -> !output.isEmpty()).forEach(unknown::add);
  }

  private OnnxNetwork network() {
    Map<String, String> names = new HashMap<>();
    List<Node> copies = new ArrayList<>();
    Map<String, Shape> inputShapes = new LinkedHashMap<>();
    Set<String> taken = new LinkedHashSet<>();
    for (OnnxInput input : graph.openInputs()) {
      if (!drawing.isOnlyFixed(input.name())) {
        inputShapes.put(input.name(), values.get(input.name()).shape());
        taken.add(input.name());
      }
    }
    for (String output : graph.outputs()) {
      Value.Computed value = drawing.computed(values.get(output));
      boolean isFree = !taken.contains(value.name()) && !names.containsKey(value.name());
      if (isFree) {
        names.put(value.name(), output);
      } else if (!value.name().equals(output)) {
        String name = drawing.uniqueName(output);
        copies.add(new Node(name, new Identity(), List.of(value.name()), List.of(output)));
      }
      taken.add(output);
    }
    values.forEach((name, value) -> {
      if (value instanceof Value.Computed computed
          && !taken.contains(name)
          && !inputShapes.containsKey(computed.name())) {
        names.putIfAbsent(computed.name(), name);
      }
    });
    Network.Builder builder = Network.builder(inputShapes.keySet().toArray(String[]::new));
    List<Node> all = new ArrayList<>(drawing.nodes());
    all.addAll(copies);
    all.forEach(node -> builder.add(renamed(node, names)));
    Network network = builder.outputs(graph.outputs().toArray(String[]::new)).build();
    return new OnnxNetwork(
        network, weights(network, inputShapes), inputShapes, drawing.mode(), type());
  }

  private static Node renamed(Node node, Map<String, String> names) {
    return new Node(
        node.name(),
        node.layer(),
        node.inputs().stream().map(name -> names.getOrDefault(name, name)).toList(),
        node.outputs().stream().map(name -> names.getOrDefault(name, name)).toList());
  }

  private Weights weights(Network network, Map<String, Shape> inputShapes) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    network
        .parameters(inputShapes)
        .forEach((name, parameter) -> weights.put(name, weight(name, parameter)));
    return new Weights(weights);
  }

  private Tensor weight(String name, Parameter parameter) {
    Tensor tensor = drawing.weights().get(name);
    if (tensor == null) {
      // What a layer counts, such as passes.
      tensor = Tensor.zeros(ElementType.FLOAT32, parameter.shape());
      parameter.initialiser().fill(tensor, new Noise(0));
    }
    return tensor;
  }

  private ElementType type() {
    boolean isWide =
        graph.outputs().stream().anyMatch(output -> values.get(output).kind() == Kind.INTEGER)
            || given.values().stream().anyMatch(tensor -> tensor.type() == ElementType.FLOAT64)
            || graph.initializers().values().stream()
                .anyMatch(constant -> constant.isWide() && constant.kind() == Kind.NUMBER);
    return isWide ? ElementType.FLOAT64 : ElementType.FLOAT32;
  }
}
