package org.warpath.linalg.elements;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;

/**
 * Rows to reduce on a device, each to one result.
 *
 * @param rows lines
 * @param length elements of a line
 * @param rowStride elements from a line to the next
 * @param columnStride elements from one of a line to the next
 */
record Lines(
    ElementType type,
    DeviceBuffer memory,
    long rows,
    long length,
    long rowStride,
    long columnStride) {

  static Lines rowsOf(DeviceMatrix a) {
    return new Lines(a.type(), a.memory(), a.rows(), a.columns(), a.rowStride(), a.columnStride());
  }

  /** All elements in any order: as one line where nothing lies between them. */
  static Lines of(DeviceMatrix a) {
    if (a.isPacked() || a.transposed().isPacked()) {
      return new Lines(a.type(), a.memory(), 1, (long) a.rows() * a.columns(), 1, 1);
    }
    return rowsOf(a.columnStride() == 1 ? a : a.transposed());
  }

  /** Lines of partial results, one behind the other. */
  static Lines packed(DeviceBuffer doubles, long rows, long length) {
    return new Lines(ElementType.FLOAT64, doubles, rows, length, length, 1);
  }

  /** Whether neighbouring lines lie side by side, and elements of a line do not. */
  boolean isAcross() {
    return rowStride == 1 && columnStride != 1 && rows > 1;
  }
}
