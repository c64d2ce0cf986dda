package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.caffe.prototxt.Prototxt;
import org.warpath.nn.caffe.prototxt.UnknownFields;
import org.warpath.nn.tensor.Shape;

/**
 * A network's definition as Caffe has it (a {@code NetParameter} in text), for one phase: those
 * layers that are there in it. Layers are called {@code layer}, or {@code layers} in definitions
 * from before 2014.
 *
 * <p>Layers whose tops come from outside (Input, Data, MemoryData, ImageData, HDF5Data) are the
 * network's inputs; where their data lie is up to the caller.
 *
 * <pre>{@code
 * CaffeNet net = CaffeNet.read(file, NetState.of(Phase.TEST));
 * CaffeGraph graph = net.graph(Map.of("data", Shape.of(100, 1, 28, 28), "label", Shape.of(100)));
 * }</pre>
 */
public final class CaffeNet {
  private final String name;
  private final NetState state;
  private final List<CaffeInput> inputs;
  private final List<LayerText> layers;

  private CaffeNet(String name, NetState state, List<CaffeInput> inputs, List<LayerText> layers) {
    this.name = name;
    this.state = state;
    this.inputs = List.copyOf(inputs);
    this.layers = List.copyOf(layers);
  }

  /**
   * Reads a definition.
   *
   * @throws FormatException if it is none, or has layers of types that we do not have, or fields
   *     beside its layers or of its data that we do not know, of which all are named: with file,
   *     line and column
   * @throws IOException if the file cannot be read
   */
  public static CaffeNet read(Path file, NetState state) throws IOException {
    return of(Prototxt.read(file), state);
  }

  /**
   * As {@link #read}, of a text.
   *
   * @param source what it is called in errors
   */
  public static CaffeNet parse(String text, String source, NetState state) throws FormatException {
    return of(Prototxt.parse(text, source), state);
  }

  static CaffeNet of(Message net, NetState given) throws FormatException {
    net.ignore("force_backward", "debug_info");
    NetState state = given.with(net.message("state"));
    List<CaffeInput> inputs = new ArrayList<>(netInputs(net));
    List<LayerText> texts = texts(net);
    String name = net.text("name", "");
    List<LayerText> layers = new ArrayList<>();
    UnknownFields unknown = new UnknownFields();
    unknown.add("the network", net.without("layer", "layers"));
    for (LayerText text : texts) {
      if (!state.includes(text.message())) {
        continue;
      }
      if (LayerTypes.INPUTS.contains(text.type())) {
        inputs.add(CaffeInput.of(text));
        unknown.add(text.described(), text.message());
      } else {
        layers.add(text);
      }
    }
    requireKnown(layers);
    unknown.refuse();
    return new CaffeNet(name, state, inputs, layers);
  }

  private static List<LayerText> texts(Message net) throws FormatException {
    List<LayerText> texts = new ArrayList<>();
    for (Message layer : net.messages("layer")) {
      texts.add(LayerText.of(layer));
    }
    for (Message layer : net.messages("layers")) {
      texts.add(LayerText.ofLegacy(layer));
    }
    return texts;
  }

  private static void requireKnown(List<LayerText> layers) throws FormatException {
    List<LayerText> unknown =
        layers.stream().filter(layer -> !LayerTypes.isKnown(layer.type())).toList();
    if (!unknown.isEmpty()) {
      throw unknown
          .getFirst()
          .message()
          .error(
              "layers of types that are not supported: "
                  + unknown.stream()
                      .map(text ->
                          "%s (%s, line %d)"
                              .formatted(text.type(), text.name(), text.message().place().line()))
                      .collect(Collectors.joining(", ")));
    }
  }

  /**
   * Inputs that belong to no layer: {@code input} with {@code input_shape} or {@code input_dim}.
   */
  private static List<CaffeInput> netInputs(Message net) throws FormatException {
    List<String> names = net.texts("input");
    List<Shape> shapes = new ArrayList<>();
    for (Message shape : net.messages("input_shape")) {
      shapes.add(ShapeLayers.shape(shape));
    }
    List<Integer> dims = net.integers("input_dim");
    for (int i = 0; i + 4 <= dims.size(); i += 4) {
      shapes.add(Shape.of(dims.subList(i, i + 4).stream().mapToInt(d -> d).toArray()));
    }
    if (shapes.size() != names.size() || dims.size() % 4 != 0) {
      throw net.error(
          "input",
          "expected an input_shape, or four of input_dim, for each of %s".formatted(names));
    }
    List<CaffeInput> inputs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      inputs.add(CaffeInput.of(names.get(i), shapes.get(i)));
    }
    return inputs;
  }

  /** What it is called; may be empty. */
  public String name() {
    return name;
  }

  /** What it is set up for. */
  public NetState state() {
    return state;
  }

  /** The blobs that no layer reads, in the order of the layers. */
  public Set<String> outputs() {
    Set<String> unread = new LinkedHashSet<>();
    for (LayerText layer : layers) {
      layer.bottoms().forEach(unread::remove);
      unread.addAll(layer.tops());
    }
    return unread;
  }

  /** Whether there is a loss to learn from. */
  public boolean hasLoss() {
    return layers.stream().anyMatch(layer -> layer.type().endsWith("Loss"));
  }

  /**
   * The network that answers: without labels and whatever reads them, losses and accuracies; where
   * there was softmax's loss there is a softmax, called {@value Answering#PROBABILITIES} unless
   * another value is.
   */
  public CaffeNet answering() {
    Answering answering = Answering.of(inputs, layers);
    return new CaffeNet(name, state, answering.inputs(), answering.layers());
  }

  /** The layers whose tops come from outside. */
  public List<CaffeInput> inputs() {
    return inputs;
  }

  /**
   * The network for inputs of these shapes.
   *
   * @param given of the inputs, the batch first; may leave out those that the definition tells, and
   *     replaces them
   * @throws FormatException if a layer cannot be made, or cannot take what it reads, or has fields
   *     that we do not know, of which all are named: with file, line and column
   * @throws IllegalArgumentException if an input's shape is missing
   */
  public CaffeGraph graph(Map<String, Shape> given) throws FormatException {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (CaffeInput input : inputs) {
      for (String top : input.tops()) {
        Shape shape = given.getOrDefault(top, input.shapes().get(top));
        if (shape == null) {
          throw new IllegalArgumentException(
              "the shape of input %s is missing: the definition does not tell it".formatted(top));
        }
        if (shapes.put(top, shape) != null) {
          throw new IllegalArgumentException("there are two inputs called " + top);
        }
      }
    }
    GraphBuilder graph = new GraphBuilder(shapes, SharedParameters.of(layers));
    UnknownFields unknown = new UnknownFields();
    for (LayerText text : layers) {
      LayerTypes.add(text, graph, state.phase());
      unknown.add(text.described(), text.message());
    }
    unknown.refuse();
    return graph.build();
  }
}
