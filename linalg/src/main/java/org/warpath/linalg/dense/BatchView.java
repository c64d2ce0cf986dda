package org.warpath.linalg.dense;

/**
 * Matrices of one shape at regular distances, wherever they lie.
 *
 * @param <M> the kind of matrix
 */
public sealed interface BatchView<M extends MatrixView<M>> permits MatrixBatch, DeviceMatrixBatch {

  /** Matrices. */
  int count();

  /** Rows of each. */
  int rows();

  /** Columns of each. */
  int columns();

  /** Elements from a matrix to the next. */
  long batchStride();

  /** Matrix {@code index}: a view. */
  M get(int index);

  /** Count and shape, such as {@code "8 of 3×4"}; for messages. */
  default String shape() {
    return count() + " of " + rows() + "×" + columns();
  }
}
