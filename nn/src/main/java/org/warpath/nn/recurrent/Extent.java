package org.warpath.nn.recurrent;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Shape;

/**
 * The sizes of a recurrent layer at work.
 *
 * @param steps S
 * @param batch N
 * @param inputs I
 * @param units H
 * @param gates G
 * @param directions D
 */
record Extent(int steps, int batch, int inputs, int units, int gates, int directions) {

  static Extent of(Recurrent layer, Binding<?> binding) {
    Shape x = binding.input().shape();
    return new Extent(
        x.size(0),
        x.size(1),
        x.size(2),
        layer.units(),
        layer.cell().gates(),
        layer.direction().count());
  }

  /** N·H: elements of a state. */
  int state() {
    return Math.multiplyExact(batch, units);
  }

  /** G·H. */
  int rows() {
    return Math.multiplyExact(gates, units);
  }

  /** D·H: from a row of Y to the next. */
  int outputStride() {
    return Math.multiplyExact(directions, units);
  }

  /** S·N. */
  int examples() {
    return Math.multiplyExact(steps, batch);
  }
}
