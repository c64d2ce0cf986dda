package org.warpath.nn.caffe;

import java.util.Map;
import java.util.Set;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.tensor.Shape;

/** The types of layers that we have, and what each is made of. */
final class LayerTypes {
  /** Types whose tops come from outside. */
  static final Set<String> INPUTS = Set.of("Data", "HDF5Data", "ImageData", "Input", "MemoryData");

  private static final Map<String, Translation> ALL =
      Map.ofEntries(
          Map.entry("AbsVal", (text, graph, phase) -> graph.apply(text, Activation.abs())),
          Map.entry("Accuracy", (text, graph, phase) -> LossLayers.accuracy(text, graph)),
          Map.entry("BNLL", (text, graph, phase) -> graph.apply(text, Activation.softplus())),
          Map.entry("BatchNorm", point((text, phase) -> PointLayers.batchNorm(text, phase))),
          Map.entry("Concat", (text, graph, phase) -> graph.apply(text, ShapeLayers.concat(text))),
          Map.entry("Convolution", shaped(WindowedLayers::convolution)),
          Map.entry("Deconvolution", shaped(WindowedLayers::convolution)),
          Map.entry("Dropout", point((text, phase) -> PointLayers.dropout(text))),
          Map.entry("ELU", point((text, phase) -> PointLayers.elu(text))),
          Map.entry("Eltwise", (text, graph, phase) -> ElementwiseLayers.eltwise(text, graph)),
          Map.entry("EuclideanLoss", (text, graph, phase) -> LossLayers.euclidean(text, graph)),
          Map.entry("Flatten", shaped(ShapeLayers::flatten)),
          Map.entry("InnerProduct", point((text, phase) -> PointLayers.innerProduct(text))),
          Map.entry("LRN", point((text, phase) -> PointLayers.localResponse(text))),
          Map.entry("Pooling", shaped(WindowedLayers::pooling)),
          Map.entry("Power", (text, graph, phase) -> ElementwiseLayers.power(text, graph)),
          Map.entry("ReLU", point((text, phase) -> PointLayers.relu(text))),
          Map.entry("Reshape", shaped(ShapeLayers::reshape)),
          Map.entry("Scale", point((text, phase) -> PointLayers.scale(text))),
          Map.entry("Sigmoid", point((text, phase) -> PointLayers.sigmoid(text))),
          Map.entry("Silence", (text, graph, phase) -> graph.read(text)),
          Map.entry("Slice", shaped(ShapeLayers::slice)),
          Map.entry("Softmax", point((text, phase) -> PointLayers.softmax(text))),
          Map.entry(
              "SoftmaxWithLoss", (text, graph, phase) -> LossLayers.softmaxWithLoss(text, graph)),
          Map.entry("Split", (text, graph, phase) -> graph.pass(text)),
          Map.entry("TanH", point((text, phase) -> PointLayers.tanh(text))));

  private LayerTypes() {}

  /** Adds a layer to a network. */
  @FunctionalInterface
  private interface Translation {
    void add(LayerText text, GraphBuilder graph, Phase phase) throws FormatException;
  }

  /** A layer of one bottom that is as the text says. */
  @FunctionalInterface
  private interface OfText {
    Layer of(LayerText text, Phase phase) throws FormatException;
  }

  /** A layer of one bottom that depends on its shape too. */
  @FunctionalInterface
  private interface OfShape {
    Layer of(LayerText text, Shape input) throws FormatException;
  }

  private static Translation point(OfText layer) {
    return (text, graph, phase) -> {
      graph.input(text);
      graph.apply(text, layer.of(text, phase));
    };
  }

  private static Translation shaped(OfShape layer) {
    return (text, graph, phase) -> graph.apply(text, layer.of(text, graph.input(text)));
  }

  /** Whether we have the type. */
  static boolean isKnown(String type) {
    return INPUTS.contains(type) || ALL.containsKey(type);
  }

  /** Adds a layer, whose type is known and no input. */
  static void add(LayerText text, GraphBuilder graph, Phase phase) throws FormatException {
    Translation translation = ALL.get(text.type());
    if (translation == null) {
      throw text.error("there is no such type of layers");
    }
    translation.add(text, graph, phase);
  }
}
