package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Stored;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.tensor.Shape;

/** Makes a network of layers one after the other: which value each blob is, and its shape. */
final class GraphBuilder {
  private final Map<String, Shape> inputShapes;
  private final SharedParameters shared;
  private final Network.Builder network;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> unread = new LinkedHashSet<>();
  private final List<String> losses = new ArrayList<>();
  private final List<CaffeGraph.LayerBlobs> blobs = new ArrayList<>();

  GraphBuilder(Map<String, Shape> inputShapes, SharedParameters shared) {
    this.inputShapes = inputShapes;
    this.shared = shared;
    network = Network.builder(inputShapes.keySet().toArray(String[]::new));
    inputShapes.forEach((name, shape) -> {
      values.put(name, name);
      shapes.put(name, shape);
    });
  }

  /** The values that a layer reads. */
  List<String> read(LayerText text) throws FormatException {
    List<String> read = new ArrayList<>();
    for (String bottom : text.bottoms()) {
      String value = values.get(bottom);
      if (value == null) {
        throw text.message()
            .error(
                "bottom",
                "%s reads %s, which no layer before it makes".formatted(text.described(), bottom));
      }
      unread.remove(value);
      read.add(value);
    }
    return read;
  }

  /** The shapes of what a layer reads. */
  List<Shape> inputs(LayerText text) throws FormatException {
    return read(text).stream().map(shapes::get).toList();
  }

  /** The shape of what a layer reads, of which there must be one. */
  Shape input(LayerText text) throws FormatException {
    if (text.bottoms().size() != 1) {
      throw text.error("expected 1 bottom, found " + text.bottoms().size());
    }
    return inputs(text).getFirst();
  }

  /** The text's layer: from its bottoms to its tops, with its parameters. */
  void apply(LayerText text, Layer layer) throws FormatException {
    apply(text, layer, read(text));
  }

  /** The text's layer: from {@code inputs} to its tops, with its parameters. */
  void apply(LayerText text, Layer layer, List<String> inputs) throws FormatException {
    List<Shape> made = made(text, layer, inputs);
    if (made.size() < text.tops().size() || text.tops().isEmpty()) {
      throw text.error(
          "expected %s, found %d"
              .formatted(
                  made.size() == 1 ? "1 top" : "1 to %d tops".formatted(made.size()),
                  text.tops().size()));
    }
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < text.tops().size(); i++) {
      String top = text.tops().get(i);
      requireFree(text, top);
      String value = fresh(top, text.name());
      shapes.put(value, made.get(i));
      outputs.add(value);
    }
    List<Shape> given = inputs.stream().map(shapes::get).toList();
    List<@Nullable String> owners = shared.owners(text, nodeName(text), layer.parameters(given));
    Layer tuned = Multipliers.of(layer, text, shared, owners);
    addNode(text, new Node(nodeName(text), tuned, inputs, outputs));
    keep(text, tuned, given);
    for (int i = 0; i < outputs.size(); i++) {
      values.put(text.tops().get(i), outputs.get(i));
      unread.add(outputs.get(i));
    }
  }

  private List<Shape> made(LayerText text, Layer layer, List<String> inputs)
      throws FormatException {
    try {
      return layer.outputs(inputs.stream().map(shapes::get).toList());
    } catch (IllegalArgumentException e) {
      FormatException failure = text.error(String.valueOf(e.getMessage()));
      failure.initCause(e);
      throw failure;
    }
  }

  private String nodeName(LayerText text) {
    return text.name().isEmpty() ? text.tops().getFirst() : text.name();
  }

  private void addNode(LayerText text, Node node) throws FormatException {
    if (!names.add(node.name())) {
      throw text.error("there are two layers of this name");
    }
    network.add(node);
  }

  private void requireFree(LayerText text, String top) throws FormatException {
    if (values.containsKey(top) && !text.bottoms().contains(top)) {
      throw text.message()
          .error("top", "%s makes %s, which is made before".formatted(text.described(), top));
    }
  }

  private String fresh(String wanted, String layer) {
    if (!shapes.containsKey(wanted)) {
      return wanted;
    }
    return layer.isEmpty() || shapes.containsKey(layer) ? fresh(wanted + "+", layer) : layer;
  }

  /** A step between that no blob is of; what it makes. */
  String step(LayerText text, String part, Layer layer, String... inputs) throws FormatException {
    String name = nodeName(text) + "/" + part;
    shapes.put(name, made(text, layer, List.of(inputs)).getFirst());
    addNode(text, new Node(name, layer, List.of(inputs), List.of(name)));
    return name;
  }

  /** Lets tops be what the layer reads. */
  void pass(LayerText text) throws FormatException {
    String value = read(text).getFirst();
    for (String top : text.tops()) {
      requireFree(text, top);
      values.put(top, value);
    }
  }

  /** A number as a value. */
  String constant(LayerText text, String part, double number) throws FormatException {
    return step(text, part, new Stored(Shape.of(), false, Initialiser.constant(number)));
  }

  /**
   * The text's layer, and its top is a part of the loss.
   *
   * @param factor what {@code layer} gives is multiplied by
   */
  void applyLoss(LayerText text, Layer layer, double factor) throws FormatException {
    if (factor == 1) {
      apply(text, layer);
    } else {
      String mean = step(text, "mean", layer, read(text).toArray(String[]::new));
      apply(text, Arithmetic.multiply(), List.of(mean, constant(text, "factor", factor)));
    }
    List<Double> weights = text.message().numbers("loss_weight");
    if (weights.size() > 1) {
      throw text.error("expected 1 loss_weight, found " + weights.size());
    }
    double weight = weights.isEmpty() ? 1 : weights.getFirst();
    if (weight != 0) {
      String value = values.get(text.tops().getFirst());
      losses.add(
          weight == 1
              ? value
              : step(
                  text,
                  "weighted",
                  Arithmetic.multiply(),
                  value,
                  constant(text, "weight", weight)));
    }
  }

  private void keep(LayerText text, Layer layer, List<Shape> inputs) {
    Map<String, Shape> parameters = new LinkedHashMap<>();
    for (Parameter parameter : layer.parameters(inputs)) {
      String owner = parameter.owner();
      String name = owner == null ? nodeName(text) + "." + parameter.name() : owner;
      parameters.put(name, parameter.shape());
    }
    switch (text.type()) {
      // What a dropout keeps is not Caffe's.
      case "Dropout" -> {}
      case "BatchNorm" ->
          blobs.add(new CaffeGraph.LayerBlobs(text.name(), CaffeGraph.Form.STATISTICS, parameters));
      default -> {
        if (!parameters.isEmpty()) {
          blobs.add(new CaffeGraph.LayerBlobs(text.name(), CaffeGraph.Form.PLAIN, parameters));
        }
      }
    }
  }

  CaffeGraph build() {
    String loss = losses.isEmpty() ? null : losses.getFirst();
    if (losses.size() > 1) {
      loss = fresh("total_loss", "");
      network.add(new Node(loss, Arithmetic.add(), losses, List.of(loss)));
    }
    network.outputs(unread.toArray(String[]::new));
    return new CaffeGraph(network.build(), inputShapes, values, loss, List.copyOf(unread), blobs);
  }
}
