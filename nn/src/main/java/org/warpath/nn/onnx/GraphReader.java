package org.warpath.nn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;

/** Makes a checked {@link Graph} of a message. */
final class GraphReader {
  private final String source;
  private final GraphProto graph;
  private final Map<String, Integer> versions = new HashMap<>();
  // Who makes a value, for messages.
  private final Map<String, String> makers = new HashMap<>();

  private GraphReader(GraphProto graph, String source) {
    this.graph = graph;
    this.source = source;
  }

  static Graph read(ModelProto model, String source) throws FormatException {
    if (!model.hasGraph()) {
      throw new FormatException(source, "holds no graph, expected an ONNX model");
    }
    return new GraphReader(model.getGraph(), source).read(model.getOpsetImportList());
  }

  private FormatException defect(String problem) {
    return new FormatException(source, problem);
  }

  private Graph read(List<OperatorSetIdProto> sets) throws FormatException {
    for (OperatorSetIdProto set : sets) {
      versions.put(domain(set.getDomain()), Narrow.toInt(set.getVersion(), "an operator set"));
    }
    Map<String, Constant> initializers = initializers();
    List<OnnxInput> inputs = new ArrayList<>();
    for (ValueInfoProto input : graph.getInputList()) {
      inputs.add(input(input));
      if (!initializers.containsKey(input.getName())) {
        make(input.getName(), "an input");
      }
    }
    List<OnnxNode> nodes = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      nodes.add(node(node));
    }
    List<String> outputs = graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
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
    if (graph.getSparseInitializerCount() > 0) {
      throw new IllegalArgumentException(source + ": sparse initializers are not supported");
    }
    Map<String, Constant> initializers = new LinkedHashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      String name = tensor.getName();
      make(name, "an initializer");
      initializers.put(name, Tensors.read(tensor, source, "initializer " + name, true));
    }
    return initializers;
  }

  private OnnxInput input(ValueInfoProto input) {
    TypeProto type = input.getType();
    if (!type.hasTensorType()) {
      throw new IllegalArgumentException(
          "%s: input %s is no tensor, which is not supported".formatted(source, input.getName()));
    }
    TypeProto.Tensor tensor = type.getTensorType();
    return new OnnxInput(input.getName(), kind(tensor.getElemType()), sizes(tensor));
  }

  private static @Nullable List<Integer> sizes(TypeProto.Tensor tensor) {
    if (!tensor.hasShape()) {
      return null;
    }
    List<Integer> sizes = new ArrayList<>();
    for (Dimension dimension : tensor.getShape().getDimList()) {
      boolean isFixed = dimension.hasDimValue() && dimension.getDimValue() > 0;
      sizes.add(isFixed ? Narrow.toInt(dimension.getDimValue(), "a shape") : OnnxInput.FREE);
    }
    return sizes;
  }

  static Kind kind(int code) {
    DataType type = DataType.forNumber(code);
    return switch (type == null ? DataType.UNDEFINED : type) {
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16, UNDEFINED -> Kind.NUMBER;
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> Kind.INTEGER;
      case BOOL -> Kind.TRUTH;
      default ->
          throw new IllegalArgumentException("elements of type " + type + " are not supported");
    };
  }

  private OnnxNode node(NodeProto node) throws FormatException {
    List<String> outputs = List.copyOf(node.getOutputList());
    String title = OnnxNode.title(node.getName(), outputs, node.getOpType());
    if (node.getOpType().isEmpty()) {
      throw defect(title + " has no operator");
    }
    for (String output : outputs) {
      if (!output.isEmpty()) {
        make(output, title);
      }
    }
    String domain = domain(node.getDomain());
    if (!versions.containsKey(domain)) {
      throw defect(
          "%s is of domain %s, whose version the model does not say"
              .formatted(title, domain.isEmpty() ? "ai.onnx" : domain));
    }
    return new OnnxNode(
        node.getName(),
        node.getOpType(),
        domain,
        List.copyOf(node.getInputList()),
        outputs,
        Attributes.read(node, source, title));
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
