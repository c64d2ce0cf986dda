package org.warpath.api.model;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Tensors as NumPy's arrays, and back. */
public final class TensorArrays {
  private TensorArrays() {}

  /**
   * A copy of {@code array}: float32 if it is that, else float64.
   *
   * @throws IllegalArgumentException if it has complex numbers, or a dimension of 2³¹ or more
   */
  public static Tensor tensor(NpyArray array) {
    if (array.dtype().isComplex()) {
      throw new IllegalArgumentException(
          "expected an array of real numbers, was " + array.describe());
    }
    long[] sizes = array.shape();
    int[] narrow = new int[sizes.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = Math.toIntExact(sizes[i]);
    }
    boolean isNarrow = array.dtype().elementType() == ElementType.FLOAT32;
    Tensor tensor =
        Tensor.zeros(isNarrow ? ElementType.FLOAT32 : ElementType.FLOAT64, Shape.of(narrow));
    long[] steps = steps(array);
    long[] at = new long[sizes.length];
    long from = 0;
    for (long to = 0; to < tensor.shape().count(); to++) {
      tensor.set(to, array.dtype().get(array.data(), from));
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        from += steps[axis];
        if (++at[axis] < sizes[axis]) {
          break;
        }
        from -= steps[axis] * sizes[axis];
        at[axis] = 0;
      }
    }
    return tensor;
  }

  /** Elements from one place along each dimension to the next. */
  private static long[] steps(NpyArray array) {
    long[] sizes = array.shape();
    long[] steps = new long[sizes.length];
    long step = 1;
    for (int i = 0; i < sizes.length; i++) {
      int axis = array.fortranOrder() ? i : sizes.length - 1 - i;
      steps[axis] = step;
      step *= sizes[axis];
    }
    return steps;
  }

  /** The array that has {@code tensor}'s memory, which is float32 or float64. */
  public static NpyArray array(Tensor tensor) {
    int[] sizes = tensor.shape().toArray();
    long[] shape = new long[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes[i];
    }
    NpyType type = tensor.type() == ElementType.FLOAT64 ? NpyType.FLOAT64 : NpyType.FLOAT32;
    return new NpyArray(type, shape, false, tensor.memory());
  }
}
