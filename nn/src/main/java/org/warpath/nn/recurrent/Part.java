package org.warpath.nn.recurrent;

import org.warpath.nn.tensor.TensorView;

/**
 * A matrix in a tensor: element (i, j) is at i · rowStride + j · columnStride.
 *
 * @param <T> where tensors lie
 */
record Part<T extends TensorView<T>>(
    T tensor, int rows, int columns, long rowStride, long columnStride) {

  /** All of a tensor, row after row. */
  static <T extends TensorView<T>> Part<T> of(T tensor, int rows, int columns) {
    return new Part<>(tensor, rows, columns, columns, 1);
  }

  /** The first columns. */
  Part<T> firstColumns(int count) {
    return new Part<>(tensor, rows, count, rowStride, columnStride);
  }

  /** The first rows. */
  Part<T> firstRows(int count) {
    return new Part<>(tensor, count, columns, rowStride, columnStride);
  }

  Part<T> transposed() {
    return new Part<>(tensor, columns, rows, columnStride, rowStride);
  }
}
