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

  /**
   * Whether a matrix of this and one of {@code other} share an element; {@link
   * MatrixView#overlaps}.
   */
  default boolean overlaps(BatchView<M> other) {
    return Overlap.of(this, other);
  }

  /** Whether two matrices of this share an element; as {@link MatrixView#overlaps}. */
  default boolean overlapsItself() {
    return Overlap.within(this);
  }

  /** Count and shape, such as {@code "8 of 3×4"}; for messages. */
  default String shape() {
    return count() + " of " + rows() + "×" + columns();
  }
}
