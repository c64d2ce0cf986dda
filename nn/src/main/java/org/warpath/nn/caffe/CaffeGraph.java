package org.warpath.nn.caffe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.network.Network;
import org.warpath.nn.tensor.Shape;

/**
 * A definition for inputs of fixed shapes, as a network of ours. Layers keep their names. A blob
 * that layers change in place is several values; the first has the blob's name, the others those of
 * the layers.
 *
 * @param network what is run
 * @param inputShapes of the network's inputs
 * @param values the value that each blob is in the end
 * @param loss the value that learning makes small: the sum of all losses, each times its weight;
 *     null in a network that only answers
 * @param outputs values that no layer reads, in the order of the layers
 * @param blobs what each layer with parameters keeps, in the order of the layers
 */
public record CaffeGraph(
    Network network,
    Map<String, Shape> inputShapes,
    Map<String, String> values,
    @Nullable String loss,
    List<String> outputs,
    List<LayerBlobs> blobs) {

  public CaffeGraph {
    inputShapes = Collections.unmodifiableMap(new LinkedHashMap<>(inputShapes));
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    outputs = List.copyOf(outputs);
    blobs = List.copyOf(blobs);
  }

  /**
   * What a layer keeps in a file of weights.
   *
   * @param layer its name
   * @param form how blobs and parameters correspond
   * @param parameters their names, and what shapes they have
   */
  public record LayerBlobs(String layer, Form form, Map<String, Shape> parameters) {
    public LayerBlobs {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /** How a layer's blobs and its parameters correspond. */
  public enum Form {
    /** One to one. */
    PLAIN,
    /** Sums of means and variances, and by what both are to be divided. */
    STATISTICS
  }
}
