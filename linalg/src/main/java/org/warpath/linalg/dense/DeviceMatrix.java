package org.warpath.linalg.dense;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;

/**
 * A matrix on a device, row-major or column-major: one of the strides is 1. Blocks and the
 * transpose are views.
 *
 * @param type what the elements are
 * @param rows rows
 * @param columns columns
 * @param rowStride elements from a row to the next; 1 if column-major
 * @param columnStride elements from a column to the next; 1 if row-major
 * @param memory from the first element to the last, both included
 */
public record DeviceMatrix(
    ElementType type,
    int rows,
    int columns,
    long rowStride,
    long columnStride,
    DeviceBuffer memory) {

  public DeviceMatrix {
    long bytes = Spans.ofMatrix(rows, columns, rowStride, columnStride) * type.byteSize();
    if (rowStride < 1 || columnStride < 1 || (rowStride != 1 && columnStride != 1)) {
      throw new IllegalArgumentException(
          "a device matrix has strides ≥ 1, one of them 1, not %d and %d"
              .formatted(rowStride, columnStride));
    }
    if (memory.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "a %d×%d matrix of %s needs %d bytes, not %s"
              .formatted(rows, columns, type, bytes, memory));
    }
  }

  /** A row-major matrix owned by {@code scope}; contents undefined. */
  public static DeviceMatrix allocate(
      DeviceScope scope, ElementType type, int rows, int columns, String what) {
    long bytes = Math.multiplyExact((long) rows * columns, (long) type.byteSize());
    return new DeviceMatrix(type, rows, columns, Math.max(1, columns), 1, scope.bytes(bytes, what));
  }

  /**
   * A packed copy of {@code host}, owned by {@code scope}, row-major unless host is a transpose.
   */
  public static DeviceMatrix uploaded(DeviceScope scope, Matrix host, String what) {
    if (!host.isPacked() && host.transposed().isPacked()) {
      return uploaded(scope, host.transposed(), what).transposed();
    }
    Matrix packed = host.isPacked() ? host : host.copy();
    return new DeviceMatrix(
        host.type(),
        host.rows(),
        host.columns(),
        Math.max(1, host.columns()),
        1,
        scope.uploaded(packed.memory(), what));
  }

  /** The transpose: a view. */
  public DeviceMatrix transposed() {
    return new DeviceMatrix(type, columns, rows, columnStride, rowStride, memory);
  }

  /** Rows and columns, such as {@code "3×4"}; for messages. */
  public String shape() {
    return rows + "×" + columns;
  }
}
