package org.warpath.nn.network;

import java.util.List;
import org.warpath.nn.layer.Layer;

/**
 * A layer in a network.
 *
 * @param name unique in the network
 * @param layer what it does
 * @param inputs the values that it reads
 * @param outputs the values that it makes
 */
public record Node(String name, Layer layer, List<String> inputs, List<String> outputs) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
