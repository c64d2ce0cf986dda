package org.warpath.nn.onnx;

import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;

/**
 * What a model is for inputs of given shapes.
 *
 * @param network the layers; inputs and outputs are called as in the model
 * @param weights what it was learned to, named {@code node.parameter}
 * @param inputShapes of the network's inputs, for which it was made: what the model computes of
 *     shapes alone holds for these
 * @param mode how the model means its layers to act
 * @param type what computes all its numbers exactly enough: float64 if it has such, or integers
 *     that it gives
 */
public record OnnxNetwork(
    Network network, Weights weights, Map<String, Shape> inputShapes, Mode mode, ElementType type) {

  public OnnxNetwork {
    inputShapes = Map.copyOf(inputShapes);
  }

  /** A session that answers, with elements of {@link #type}. */
  public Session open(Engine engine) {
    return open(type, engine);
  }

  /** A session that answers, with elements of another type. */
  public Session open(ElementType elements, Engine engine) {
    return Session.open(
        new Session.Opening(network, inputShapes, elements, false, 0), weights, engine);
  }
}
