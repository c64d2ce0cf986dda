package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.TensorView;

/**
 * A convolution and its two gradients, as one algorithm on one engine has them: x[N×C×in…],
 * y[N×M×out…], w[M × C/groups × kernel…].
 *
 * @param <T> where tensors lie
 */
interface Convolver<T extends TensorView<T>> {

  /** y ← start + x ∗ w; start[M] is 0 if null. */
  void forward(T x, T w, @Nullable T start, T y);

  /** dx ← start + the gradient with respect to x; start[C] is 0 if null. */
  void inputGradient(T dy, T w, @Nullable T start, T dx);

  /** dw ← dw + the gradient with respect to w. */
  void weightGradient(T x, T dy, T dw);
}
