package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.checkpoint.Safetensors;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Blobs of a file as the parameters of a network, and back. */
public final class CaffeWeights {
  private CaffeWeights() {}

  /**
   * The parameters of a network as a file has them: layers are found by their names. Layers that
   * only the file has are left out; the others stay as they are in {@code initial}.
   *
   * @throws FormatException if a layer's blobs are not what the network expects
   */
  public static Weights of(CaffeModel model, CaffeGraph graph, Weights initial)
      throws FormatException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(initial.tensors());
    for (CaffeGraph.LayerBlobs layer : graph.blobs()) {
      List<Tensor> blobs = model.layers().get(layer.layer());
      if (blobs != null) {
        tensors.putAll(parameters(model.source(), layer, blobs));
      }
    }
    return new Weights(tensors);
  }

  /**
   * The mean image in a file {@code .binaryproto}.
   *
   * @throws FormatException if it is damaged
   * @throws IOException if it cannot be read
   */
  public static Tensor readMean(Path file) throws IOException {
    return Blobs.read(file);
  }

  /** The layers with parameters that a file does not have. */
  public static List<String> missing(CaffeModel model, CaffeGraph graph) {
    return graph.blobs().stream()
        .map(CaffeGraph.LayerBlobs::layer)
        .filter(layer -> !model.layers().containsKey(layer))
        .toList();
  }

  /**
   * As {@link #of}, from a file {@code .caffemodel} or {@code .safetensors}.
   *
   * @param isWhole whether all layers must be in the file
   * @throws FormatException if it is damaged, or not of this network
   * @throws IOException if it cannot be read
   */
  public static Weights read(Path file, CaffeGraph graph, Weights initial, boolean isWhole)
      throws IOException {
    if (file.toString().endsWith(".safetensors")) {
      return ofTensors(file, graph, initial, isWhole);
    }
    CaffeModel model = CaffeModel.read(file);
    requireWhole(file, isWhole ? missing(model, graph) : List.of());
    return of(model, graph, initial);
  }

  private static void requireWhole(Path file, List<String> missing) throws FormatException {
    if (!missing.isEmpty()) {
      throw new FormatException(
          file.toString(), "has no weights of the layers " + String.join(", ", missing));
    }
  }

  private static Weights ofTensors(Path file, CaffeGraph graph, Weights initial, boolean isWhole)
      throws IOException {
    Map<String, Tensor> found = Safetensors.read(file).tensors();
    Map<String, Tensor> tensors = new LinkedHashMap<>(initial.tensors());
    List<String> missing = new ArrayList<>();
    for (CaffeGraph.LayerBlobs layer : graph.blobs()) {
      for (Map.Entry<String, Shape> parameter : layer.parameters().entrySet()) {
        Tensor tensor = found.get(parameter.getKey());
        if (tensor == null) {
          missing.add(parameter.getKey());
        } else if (tensor.shape().equals(parameter.getValue())) {
          tensors.put(parameter.getKey(), tensor);
        } else {
          throw mismatch(file.toString(), parameter, tensor);
        }
      }
    }
    requireWhole(file, isWhole ? missing : List.of());
    return new Weights(tensors);
  }

  private static FormatException mismatch(
      String source, Map.Entry<String, Shape> parameter, Tensor found) {
    return new FormatException(
        source,
        "%s: expected %s, found %s"
            .formatted(parameter.getKey(), parameter.getValue(), found.shape()));
  }

  private static Map<String, Tensor> parameters(
      String source, CaffeGraph.LayerBlobs layer, List<Tensor> blobs) throws FormatException {
    boolean isStatistics = layer.form() == CaffeGraph.Form.STATISTICS;
    int expected = layer.parameters().size() + (isStatistics ? 1 : 0);
    if (blobs.size() != expected) {
      throw new FormatException(
          source,
          "layer %s: expected %d blobs, found %d".formatted(layer.layer(), expected, blobs.size()));
    }
    double scale = 1;
    if (isStatistics) {
      double factor = blobs.getLast().get(0);
      scale = factor == 0 ? 0 : 1 / factor;
    }
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    int number = 0;
    for (Map.Entry<String, Shape> parameter : layer.parameters().entrySet()) {
      Tensor blob = blobs.get(number++);
      if (!isSame(blob.shape(), parameter.getValue())) {
        throw mismatch(source, parameter, blob);
      }
      parameters.put(parameter.getKey(), scaled(blob, parameter.getValue(), scale));
    }
    return parameters;
  }

  /** Whether they differ by leading sizes of 1 alone: old files have four sizes for everything. */
  private static boolean isSame(Shape a, Shape b) {
    return Arrays.equals(trimmed(a), trimmed(b));
  }

  private static int[] trimmed(Shape shape) {
    int[] sizes = shape.toArray();
    int first = 0;
    while (first < sizes.length && sizes[first] == 1) {
      first++;
    }
    return Arrays.copyOfRange(sizes, first, sizes.length);
  }

  private static Tensor scaled(Tensor blob, Shape shape, double scale) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT32, shape);
    for (long i = 0; i < shape.count(); i++) {
      tensor.set(i, blob.get(i) * scale);
    }
    return tensor;
  }

  /** The blobs of a network's parameters, to be written. */
  public static CaffeModel model(CaffeGraph graph, Weights weights) {
    Map<String, List<Tensor>> layers = new LinkedHashMap<>();
    for (CaffeGraph.LayerBlobs layer : graph.blobs()) {
      List<Tensor> blobs = new ArrayList<>();
      layer.parameters().keySet().forEach(name -> blobs.add(weights.tensors().get(name)));
      if (layer.form() == CaffeGraph.Form.STATISTICS) {
        blobs.add(Tensor.of(Shape.of(1), 1f));
      }
      layers.put(layer.layer(), blobs);
    }
    return CaffeModel.of(layers);
  }
}
