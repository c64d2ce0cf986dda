package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;

/** Makes a checked {@link Graph} of a message. */
final class GraphReader {
  // Fields of ModelProto, OperatorSetIdProto, GraphProto, NodeProto and ValueInfoProto.
  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_SETS = 8;
  private static final int SET_DOMAIN = 1;
  private static final int SET_VERSION = 2;
  private static final int GRAPH_NODES = 1;
  private static final int GRAPH_INITIALIZERS = 5;
  private static final int GRAPH_INPUTS = 11;
  private static final int GRAPH_OUTPUTS = 12;
  private static final int GRAPH_SPARSE = 15;
  private static final int NODE_INPUTS = 1;
  private static final int NODE_OUTPUTS = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTES = 5;
  private static final int NODE_DOMAIN = 7;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  // Fields of TypeProto, its Tensor, TensorShapeProto and its Dimension.
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_ELEMENTS = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIMENSIONS = 1;
  private static final int DIMENSION_SIZE = 1;

  private final String source;
  private final ModelFolder folder;
  private final WireMessage graph;
  private final Map<String, Integer> versions = new HashMap<>();
  // Who makes a value, for messages.
  private final Map<String, String> makers = new HashMap<>();

  private GraphReader(WireMessage graph, ModelFolder folder, String source) {
    this.graph = graph;
    this.folder = folder;
    this.source = source;
  }

  static Graph read(WireMessage model, ModelFolder folder, String source) throws FormatException {
    if (!model.has(MODEL_GRAPH)) {
      throw new FormatException(source, "holds no graph, expected an ONNX model");
    }
    WireMessage graph = model.message(MODEL_GRAPH, "the graph");
    return new GraphReader(graph, folder, source)
        .read(model.messages(MODEL_SETS, "an operator set"));
  }

  private FormatException defect(String problem) {
    return new FormatException(source, problem);
  }

  private Graph read(List<WireMessage> sets) throws FormatException {
    for (WireMessage set : sets) {
      versions.put(
          domain(set.text(SET_DOMAIN)), Narrow.toInt(set.integer(SET_VERSION), "an operator set"));
    }
    Map<String, Constant> initializers = initializers();
    List<OnnxInput> inputs = new ArrayList<>();
    for (WireMessage message : graph.messages(GRAPH_INPUTS, "an input")) {
      OnnxInput input = input(message);
      inputs.add(input);
      if (!initializers.containsKey(input.name())) {
        make(input.name(), "an input");
      }
    }
    List<OnnxNode> nodes = new ArrayList<>();
    for (WireMessage node : graph.messages(GRAPH_NODES, "a node")) {
      nodes.add(node(node));
    }
    List<String> outputs = new ArrayList<>();
    for (WireMessage output : graph.messages(GRAPH_OUTPUTS, "an output")) {
      outputs.add(output.text(VALUE_NAME));
    }
    if (outputs.isEmpty()) {
      throw defect("its graph gives nothing, expected at least one output");
    }
    for (String output : outputs) {
      if (!makers.containsKey(output)) {
        throw defect("gives " + output + ", which no input, initializer or node makes");
      }
    }
    return new Graph(versions, sorted(nodes), initializers, inputs, outputs);
  }

  private static String domain(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }

  private void make(String value, String maker) throws FormatException {
    String other = makers.put(value, maker);
    if (other != null) {
      throw defect("makes value %s twice: %s and %s".formatted(value, other, maker));
    }
  }

  private Map<String, Constant> initializers() throws FormatException {
    if (graph.has(GRAPH_SPARSE)) {
      throw new IllegalArgumentException(source + ": sparse initializers are not supported");
    }
    Map<String, Constant> initializers = new LinkedHashMap<>();
    for (WireMessage tensor : graph.messages(GRAPH_INITIALIZERS, "an initializer")) {
      String name = tensor.text(Tensors.NAME);
      make(name, "an initializer");
      initializers.put(name, Tensors.read(tensor, folder, source, "initializer " + name, true));
    }
    return initializers;
  }

  private OnnxInput input(WireMessage input) throws FormatException {
    String name = input.text(VALUE_NAME);
    WireMessage type = input.message(VALUE_TYPE, "the type of input " + name);
    if (!type.has(TYPE_TENSOR)) {
      throw new IllegalArgumentException(
          "%s: input %s is no tensor, which is not supported".formatted(source, name));
    }
    WireMessage tensor = type.message(TYPE_TENSOR, "the type of input " + name);
    try {
      Kind kind = DataType.of(tensor.integer(TENSOR_ELEMENTS)).kind();
      return new OnnxInput(name, kind, sizes(tensor));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: input %s: %s".formatted(source, name, e.getMessage()), e);
    }
  }

  private static @Nullable List<Integer> sizes(WireMessage tensor) throws FormatException {
    if (!tensor.has(TENSOR_SHAPE)) {
      return null;
    }
    List<Integer> sizes = new ArrayList<>();
    WireMessage shape = tensor.message(TENSOR_SHAPE, "a shape");
    for (WireMessage dimension : shape.messages(SHAPE_DIMENSIONS, "a size")) {
      long size = dimension.integer(DIMENSION_SIZE);
      sizes.add(size > 0 ? Narrow.toInt(size, "a shape") : OnnxInput.FREE);
    }
    return sizes;
  }

  private OnnxNode node(WireMessage node) throws FormatException {
    String name = node.text(NODE_NAME);
    String operator = node.text(NODE_OPERATOR);
    List<String> outputs = node.texts(NODE_OUTPUTS);
    String title = OnnxNode.title(name, outputs, operator);
    if (operator.isEmpty()) {
      throw defect(title + " has no operator");
    }
    for (String output : outputs) {
      if (!output.isEmpty()) {
        make(output, title);
      }
    }
    String domain = domain(node.text(NODE_DOMAIN));
    if (!versions.containsKey(domain)) {
      throw defect(
          "%s is of domain %s, whose version the model does not say"
              .formatted(title, domain.isEmpty() ? "ai.onnx" : domain));
    }
    List<WireMessage> attributes = node.messages(NODE_ATTRIBUTES, "an attribute of " + title);
    return new OnnxNode(
        name,
        operator,
        domain,
        List.copyOf(node.texts(NODE_INPUTS)),
        List.copyOf(outputs),
        Attributes.read(attributes, folder, source, title));
  }

  /** The nodes, each behind those it reads from; in the file's order where that is so. */
  private List<OnnxNode> sorted(List<OnnxNode> nodes) throws FormatException {
    Map<String, OnnxNode> makerOf = new HashMap<>();
    for (OnnxNode node : nodes) {
      node.outputs().forEach(output -> makerOf.put(output, node));
      for (String input : node.inputs()) {
        if (!input.isEmpty() && !makers.containsKey(input)) {
          throw defect(
              "%s reads %s, which no input, initializer or node makes"
                  .formatted(node.title(), input));
        }
      }
    }
    return new Order(source, makerOf).of(nodes);
  }
}
