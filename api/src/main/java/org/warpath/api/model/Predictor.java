package org.warpath.api.model;

import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;

/**
 * A model for inputs of given shapes, ready to answer.
 *
 * @param network the layers
 * @param weights what it learned
 * @param inputShapes of the network's inputs
 * @param mode how the model means its layers to act
 * @param type what it is computed in
 */
public record Predictor(
    Network network, Weights weights, Map<String, Shape> inputShapes, Mode mode, ElementType type) {

  public Predictor {
    inputShapes = Map.copyOf(inputShapes);
  }

  /** A session that answers. */
  public Session open(Engine engine) {
    return Session.open(new Session.Opening(network, inputShapes, type, false, 0), weights, engine);
  }

  /** Bytes of all values and weights: what a session takes at least. */
  public long byteSize() {
    long values =
        network.shapes(inputShapes).values().stream().mapToLong(Shape::count).sum()
            * type.byteSize();
    long learned =
        weights.tensors().values().stream().mapToLong(tensor -> tensor.shape().count()).sum()
            * type.byteSize();
    return Math.addExact(values, learned);
  }
}
