package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.TensorView;

/**
 * What an engine does for cells, with N sequences and H units. In a step that is beyond a
 * sequence's length, a cell keeps its state and its output is 0; backward, its gradients are 0 and
 * the state's passes.
 *
 * @param <T> where tensors lie
 */
interface CellMath<T extends TensorView<T>> {

  /** {@code count} elements from {@code from} on: a view. */
  T slice(T tensor, long from, int count);

  /** The last columns of a matrix, from {@code from} on: a view. */
  default Part<T> columnsFrom(Part<T> part, int from) {
    T rest = slice(part.tensor(), from, Math.toIntExact(part.tensor().shape().count() - from));
    return new Part<>(
        rest, part.rows(), part.columns() - from, part.rowStride(), part.columnStride());
  }

  /** C ← A·B + beta · C. */
  void product(Part<T> a, Part<T> b, double beta, Part<T> c);

  /** Every element ← value. */
  void fill(T tensor, double value);

  /** to ← from. */
  void copy(T from, T to);

  /**
   * A step forward.
   *
   * @param t which
   * @param gates [N×G·H]: sums of products before, what the gates let through after
   * @param bias [2·G·H]; null if none
   * @param before h[N×H]
   * @param after h[N×H], written
   * @param output rows of H at distances of D·H, written: h, or 0
   */
  record Forward<T>(int t, T gates, @Nullable T bias, T before, T after, T output) {}

  /**
   * A step backward.
   *
   * @param t which
   * @param gates as the step forward left them
   * @param before h[N×H]
   * @param outputGradient rows of H at distances of D·H
   * @param stateGradient [N×H]: of h after the step; then of h before, but for what comes through
   *     the products with R
   * @param gateGradients [N×G·H], written: of the sums that the gates were made of
   */
  record Backward<T>(
      int t, T gates, T before, T outputGradient, T stateGradient, T gateGradients) {}

  /** {@link Cell.Rnn}. */
  void rnn(boolean isRelu, Forward<T> step);

  /** {@link #rnn} backward. */
  void rnnBack(boolean isRelu, Backward<T> step);

  /** {@link Cell.Lstm}: c[N×H] before and after; peepholes [3·H] or null. */
  void lstm(Forward<T> step, @Nullable T peepholes, T cellBefore, T cellAfter);

  /** {@link #lstm} backward; {@code cellGradient}[N×H] of c after, then before. */
  void lstmBack(Backward<T> step, @Nullable T peepholes, T cellBefore, T cellAfter, T cellGradient);

  /**
   * peepholeGradients[3·H] += sums over all steps.
   *
   * @param gateGradients [S·N×4·H]
   * @param before c before each step [S·N×H]
   * @param after c after each step [S·N×H]
   */
  void peepholeSums(T gateGradients, T before, T after, T peepholeGradients);

  /**
   * A GRU's z and r.
   *
   * @param extra if linear [N×3·H], R·h for all gates, whose last third becomes Rh·h + Rbh and the
   *     sum of n gets r⊙that; else [N×H], written: r⊙h
   */
  void gruGates(boolean isLinear, Forward<T> step, T extra);

  /** A GRU's n and h, when n's sum is there but for the bias. */
  void gruState(boolean isLinear, Forward<T> step);

  /** {@link #gruState} backward: gradients of the sums of z and n. */
  void gruStateBack(Backward<T> step);

  /**
   * {@link #gruGates} backward: the gradient of r's sum.
   *
   * @param extra as forward left it
   * @param extraGradient if linear [N×3·H], written: of R·h for all gates; else [N×H], of r⊙h, read
   */
  void gruGatesBack(boolean isLinear, Backward<T> step, T extra, T extraGradient);
}
