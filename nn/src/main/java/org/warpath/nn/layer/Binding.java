package org.warpath.nn.layer;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.TensorView;

/**
 * The tensors that one step reads and writes, the same in every pass.
 *
 * @param name the layer's, for messages
 * @param inputs what it reads
 * @param outputs what it writes
 * @param inputGradients where backward writes the loss's gradients with respect to the inputs; null
 *     where nobody wants one, and all null if there is no training
 * @param outputGradients the loss's gradients with respect to the outputs; none if there is no
 *     training
 * @param parameters as {@link Layer#parameters} has them
 * @param parameterGradients to which backward adds; null for those that are not learned, and all
 *     null if there is no training
 * @param seed the key of its {@link Noise}, its own
 * @param workspace more memory
 * @param <T> where tensors lie
 */
public record Binding<T extends TensorView<T>>(
    String name,
    List<T> inputs,
    List<T> outputs,
    List<@Nullable T> inputGradients,
    List<T> outputGradients,
    List<T> parameters,
    List<@Nullable T> parameterGradients,
    long seed,
    Workspace<T> workspace) {

  /** The only input, or the first. */
  public T input() {
    return inputs.getFirst();
  }

  /** The only output, or the first. */
  public T output() {
    return outputs.getFirst();
  }

  /** The gradient of the only output, or the first. */
  public T outputGradient() {
    return outputGradients.getFirst();
  }

  /** Where the gradient of the first input goes; null if nobody wants it. */
  public @Nullable T inputGradient() {
    return inputGradients.getFirst();
  }

  /** To which the gradient of a learned parameter is added. */
  public T parameterGradient(int parameter) {
    return Objects.requireNonNull(parameterGradients.get(parameter), "not learned");
  }

  /** Whether there will be passes backward. */
  public boolean isTrained() {
    return !outputGradients.isEmpty();
  }

  /** What elements are. */
  public ElementType type() {
    return output().type();
  }

  /** A tensor of zeros for this step alone, of the type of the others. */
  public T own(Shape shape, String what) {
    return workspace.own(type(), shape, name + ": " + what);
  }

  /** A tensor that other steps use too, of the type of the others. */
  public T shared(Shape shape, String what) {
    return workspace.shared(type(), shape, name + ": " + what);
  }
}
