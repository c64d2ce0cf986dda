package org.warpath.nn.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The parameters of a network by name: {@code node.parameter}. */
public final class Weights {
  private final Map<String, Tensor> tensors;

  /** These, not copied. */
  public Weights(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * What the network begins to learn with.
   *
   * @param inputShapes the shapes of its inputs, the batch first, whose size does not matter
   * @param seed the same seed gives the same weights
   */
  public static Weights initial(
      Network network, Map<String, Shape> inputShapes, ElementType type, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network
        .parameters(inputShapes)
        .forEach((name, parameter) -> tensors.put(name, initial(name, parameter, type, seed)));
    return new Weights(tensors);
  }

  private static Tensor initial(String name, Parameter parameter, ElementType type, long seed) {
    Tensor tensor = Tensor.zeros(type, parameter.shape());
    parameter.initialiser().fill(tensor, new Noise(Noise.key(seed, name)));
    return tensor;
  }

  /** All, by name, in the order of the network's layers. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is none, or it has another shape
   */
  Tensor require(String name, Shape shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("weights of " + name + " are missing; expected " + shape);
    }
    if (!tensor.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "weights of %s: expected %s, were %s".formatted(name, shape, tensor.shape()));
    }
    return tensor;
  }
}
