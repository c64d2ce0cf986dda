package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.arrays.Stored;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Node;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The network as it is drawn, node by node; what is computed of constants alone is not in it. */
final class Drawing {
  private final Map<String, Tensor> given;
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final IdentityHashMap<Tensor, Value.Computed> stored = new IdentityHashMap<>();
  private final IdentityHashMap<Tensor, String> namesOfConstants = new IdentityHashMap<>();
  private final Set<String> read = new HashSet<>();
  private final Set<String> fixed = new HashSet<>();
  private @Nullable Mode mode;

  /** With values for inputs that are needed beforehand. */
  Drawing(Map<String, Tensor> given) {
    this.given = given;
  }

  List<Node> nodes() {
    return nodes;
  }

  Map<String, Tensor> weights() {
    return weights;
  }

  Mode mode() {
    return mode == null ? Mode.INFERENCE : mode;
  }

  /** Whether an input is needed beforehand, and for nothing else. */
  boolean isOnlyFixed(String input) {
    return fixed.contains(input) && !read.contains(input);
  }

  /** What a constant is called if it becomes a layer. */
  void name(Constant constant, String name) {
    namesOfConstants.putIfAbsent(constant.tensor(), name);
  }

  void meansMode(Mode other) {
    if (mode != null && mode != other) {
      throw new NodeException(
          "acts as in "
              + (other == Mode.TRAINING ? "training" : "inference")
              + ", but other nodes do not");
    }
    mode = other;
  }

  Constant fix(Value value, String what) {
    return switch (value) {
      case Value.Known known -> known.constant();
      case Value.Computed computed -> {
        Tensor tensor = given.get(computed.name());
        if (tensor == null) {
          throw new NodeException(what + " that is not known beforehand");
        }
        fixed.add(computed.name());
        yield new Constant(computed.kind(), tensor, computed.kind() == Kind.NUMBER);
      }
    };
  }

  String uniqueName(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  List<Value> emit(
      OnnxNode node,
      Layer layer,
      int outputs,
      Map<String, Constant> parameters,
      List<Value> inputs) {
    if (!inputs.isEmpty() && inputs.stream().allMatch(Value.Known.class::isInstance)) {
      return Folding.outputs(layer, outputs, parameters, inputs);
    }
    List<Value.Computed> computed = inputs.stream().map(this::computed).toList();
    List<Shape> shapes = layer.outputs(computed.stream().map(Value.Computed::shape).toList());
    String name = uniqueName(node.name().isEmpty() ? node.outputs().getFirst() : node.name());
    List<Value> made = new ArrayList<>();
    List<String> madeNames = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      String called = ":" + name + ":" + i;
      madeNames.add(called);
      made.add(new Value.Computed(called, shapes.get(i), inputs.getFirst().kind()));
    }
    List<String> from = computed.stream().map(Value.Computed::name).toList();
    nodes.add(new Node(name, layer, from, madeNames));
    read.addAll(from);
    parameters.forEach((key, constant) -> weights.put(name + "." + key, constant.tensor()));
    return made;
  }

  Value.Computed computed(Value value) {
    return switch (value) {
      case Value.Computed computed -> computed;
      case Value.Known known ->
          stored.computeIfAbsent(known.constant().tensor(), tensor -> store(known.constant()));
    };
  }

  private Value.Computed store(Constant constant) {
    String name = uniqueName(namesOfConstants.getOrDefault(constant.tensor(), "constant"));
    String called = ":" + name + ":0";
    nodes.add(
        new Node(
            name, Stored.of(constant.shape(), constant.isLearned()), List.of(), List.of(called)));
    weights.put(name + ".value", constant.tensor());
    return new Value.Computed(called, constant.shape(), constant.kind());
  }
}
