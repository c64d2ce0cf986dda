package org.warpath.linalg.dense;

import java.util.Locale;
import org.warpath.linalg.ElementType;

/**
 * What a matrix is, wherever it lies: element (i, j) is {@code i · rowStride + j · columnStride}
 * elements behind the first.
 *
 * @param <M> the kind of matrix, by where it lies
 */
public sealed interface MatrixView<M extends MatrixView<M>> permits Matrix, DeviceMatrix {

  /** What the elements are. */
  ElementType type();

  /** Rows. */
  int rows();

  /** Columns. */
  int columns();

  /** Elements from a row to the next. */
  long rowStride();

  /** Elements from a column to the next. */
  long columnStride();

  /** The transpose: a view. */
  M transposed();

  /** Bytes from this matrix's first element to that of {@code other}. */
  long bytesTo(M other);

  /**
   * Whether an element of this matrix and one of {@code other} lie at the same place. Exact for
   * blocks, rows and columns of one matrix; for views whose strides differ otherwise, or whose
   * types do, whether the stretches of memory overlap.
   */
  default boolean overlaps(M other) {
    return Overlap.of(this, other, bytesTo(other));
  }

  /** Whether {@code other} has the same type and shape and each element at the same place. */
  default boolean isSameView(M other) {
    return type() == other.type()
        && rows() == other.rows()
        && columns() == other.columns()
        && bytesTo(other) == 0
        && (rows() <= 1 || rowStride() == other.rowStride())
        && (columns() <= 1 || columnStride() == other.columnStride());
  }

  /** Whether its memory can only be read, such as that of a file mapped so. */
  boolean isReadOnly();

  /** Whether there are no elements. */
  default boolean isEmpty() {
    return rows() == 0 || columns() == 0;
  }

  /** Whether the elements of each row lie side by side, and rows one behind the other. */
  default boolean isRowMajor() {
    return (columnStride() == 1 || columns() <= 1) && (rowStride() >= columns() || rows() <= 1);
  }

  /** Whether the elements of each column lie side by side, and columns one behind the other. */
  default boolean isColumnMajor() {
    return (rowStride() == 1 || rows() <= 1) && (columnStride() >= rows() || columns() <= 1);
  }

  /** Whether the elements lie side by side in row-major order, without gaps. */
  default boolean isPacked() {
    return isEmpty() || (isRowMajor() && (rows() == 1 || rowStride() == columns()));
  }

  /** Rows and columns, such as {@code "3×4"}; for messages. */
  default String shape() {
    return rows() + "×" + columns();
  }

  /** Type and shape, such as {@code "float32 3×4"}; for messages. */
  default String describe() {
    return type().name().toLowerCase(Locale.ROOT) + " " + shape();
  }
}
