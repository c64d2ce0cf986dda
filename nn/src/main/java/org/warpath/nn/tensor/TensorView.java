package org.warpath.nn.tensor;

import org.warpath.linalg.ElementType;

/**
 * Elements of one type in row-major order, the last dimension's side by side, without gaps.
 *
 * @param <T> the kind of tensor itself
 */
public sealed interface TensorView<T extends TensorView<T>> permits Tensor, DeviceTensor {

  /** What the elements are. */
  ElementType type();

  /** The sizes. */
  Shape shape();

  /**
   * The same elements in another shape: a view.
   *
   * @throws IllegalArgumentException if that has another number of elements
   */
  T reshape(Shape shape);

  /** Bytes of all elements. */
  default long byteSize() {
    return shape().count() * type().byteSize();
  }
}
