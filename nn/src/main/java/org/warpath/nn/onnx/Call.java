package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.tensor.Shape;

/** A node that is being mapped: what it is given, and where its layers go. */
final class Call {
  private final OnnxNode node;
  private final int version;
  private final Drawing drawing;
  private final List<@Nullable Value> inputs;
  private final Map<String, Value> results = new LinkedHashMap<>();

  /**
   * A node.
   *
   * @param version of its operator set
   * @param drawing where layers go
   * @param inputs by position; null where one is left out
   */
  Call(OnnxNode node, int version, Drawing drawing, List<@Nullable Value> inputs) {
    this.node = node;
    this.version = version;
    this.drawing = drawing;
    this.inputs = inputs;
  }

  int version() {
    return version;
  }

  Attributes attributes() {
    return node.attributes();
  }

  NodeException unsupported(String problem) {
    return new NodeException(problem);
  }

  /** How many inputs there are, with those left out. */
  int inputCount() {
    return inputs.size();
  }

  boolean has(int input) {
    return input < inputs.size() && inputs.get(input) != null;
  }

  Value input(int input) {
    Value value = input < inputs.size() ? inputs.get(input) : null;
    if (value == null) {
      throw new IllegalArgumentException("input %d is missing".formatted(input));
    }
    return value;
  }

  List<Value> inputsFrom(int first) {
    List<Value> rest = new ArrayList<>();
    for (int i = first; i < inputs.size(); i++) {
      rest.add(input(i));
    }
    return rest;
  }

  Shape shape(int input) {
    return input(input).shape();
  }

  /** An input's value if it is known anyway; null if the network computes it, or it is left out. */
  @Nullable Constant known(int input) {
    return has(input) && input(input) instanceof Value.Known known ? known.constant() : null;
  }

  /** An input that must be known now. */
  Constant fixed(int input, String what) {
    return drawing.fix(input(input), what);
  }

  /** As {@link #fixed}; null if the input is left out. */
  @Nullable Constant fixedIfGiven(int input, String what) {
    return has(input) ? fixed(input, what) : null;
  }

  /** How many outputs there are, up to the last that somebody wants. */
  int outputCount() {
    return node.outputs().size();
  }

  boolean wants(int output) {
    return output < outputCount() && !node.outputs().get(output).isEmpty();
  }

  void result(int output, Value value) {
    if (wants(output)) {
      results.put(node.outputs().get(output), value);
    }
  }

  Map<String, Value> results() {
    return results;
  }

  /** The layers act as in this mode. */
  void meansMode(Mode mode) {
    drawing.meansMode(mode);
  }

  Value emit(Layer layer, Value... inputs) {
    return emit(layer, Map.of(), Arrays.asList(inputs));
  }

  Value emit(Layer layer, Map<String, Constant> parameters, Value... inputs) {
    return emit(layer, parameters, Arrays.asList(inputs));
  }

  Value emit(Layer layer, Map<String, Constant> parameters, List<Value> inputs) {
    return emitAll(layer, 1, parameters, inputs).getFirst();
  }

  /** A layer's first outputs, whose numbers mean what its first input's do. */
  List<Value> emitAll(
      Layer layer, int outputs, Map<String, Constant> parameters, List<Value> inputs) {
    return drawing.emit(node, layer, outputs, parameters, inputs);
  }

  Value known(Constant constant) {
    return new Value.Known(constant);
  }
}
