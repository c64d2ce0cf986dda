package org.warpath.linalg.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
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
    ElementType type, int rows, int columns, long rowStride, long columnStride, DeviceBuffer memory)
    implements MatrixView<DeviceMatrix> {

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
    return packed(type, rows, columns, scope.bytes(byteSize(type, rows, columns), what));
  }

  /**
   * A matrix to download to {@code host}, owned by {@code scope}: of its type, shape and order,
   * without gaps; contents undefined.
   */
  public static DeviceMatrix allocateFor(DeviceScope scope, Matrix host, String what) {
    return liesByColumns(host)
        ? allocateFor(scope, host.transposed(), what).transposed()
        : allocate(scope, host.type(), host.rows(), host.columns(), what);
  }

  private static boolean liesByColumns(Matrix host) {
    return !host.isRowMajor() && host.isColumnMajor();
  }

  /** The row-major matrix without gaps that {@code memory} holds. */
  static DeviceMatrix packed(ElementType type, int rows, int columns, DeviceBuffer memory) {
    return new DeviceMatrix(type, rows, columns, Math.max(1, columns), 1, memory);
  }

  /** Bytes of a matrix without gaps. */
  public static long byteSize(ElementType type, int rows, int columns) {
    return Math.multiplyExact((long) rows * columns, (long) type.byteSize());
  }

  /**
   * A copy of {@code host} without gaps, owned by {@code scope}: column-major if host is, else
   * row-major.
   */
  public static DeviceMatrix uploaded(DeviceScope scope, Matrix host, String what) {
    if (liesByColumns(host)) {
      return uploaded(scope, host.transposed(), what).transposed();
    }
    Matrix packed = host.isPacked() ? host : host.copy();
    return packed(host.type(), host.rows(), host.columns(), scope.uploaded(packed.memory(), what));
  }

  /**
   * Copies this matrix to {@code host}, and waits. Of the host's memory only the elements of {@code
   * host} are written, not what lies between them.
   *
   * @throws IllegalArgumentException if types or shapes differ
   */
  public void download(DeviceScope scope, Matrix host) {
    if (host.type() != type || host.rows() != rows || host.columns() != columns) {
      throw new IllegalArgumentException(
          "a device matrix of %s does not fit one of %s".formatted(describe(), host.describe()));
    }
    if (isEmpty()) {
      return;
    }
    if (isPacked() && host.isPacked()) {
      scope.download(memory, host.memory());
    } else if (transposed().isPacked() && host.transposed().isPacked()) {
      scope.download(memory, host.memory());
    } else {
      // With its gaps, in this matrix's own order.
      MemorySegment span = Arena.ofAuto().allocate(memory.byteSize(), Vector.ALIGNMENT);
      scope.download(memory, span);
      Rows.copy(new Matrix(type, span, rows, columns, rowStride, columnStride), host);
    }
  }

  @Override
  public DeviceMatrix transposed() {
    return new DeviceMatrix(type, columns, rows, columnStride, rowStride, memory);
  }

  /** Rows and columns from the first (included) to the second (excluded): a view. */
  public DeviceMatrix block(int rowFrom, int rowTo, int columnFrom, int columnTo) {
    Objects.checkFromToIndex(rowFrom, rowTo, rows);
    Objects.checkFromToIndex(columnFrom, columnTo, columns);
    long elements = Spans.ofMatrix(rowTo - rowFrom, columnTo - columnFrom, rowStride, columnStride);
    long first = elements == 0 ? 0 : rowFrom * rowStride + columnFrom * columnStride;
    return new DeviceMatrix(
        type,
        rowTo - rowFrom,
        columnTo - columnFrom,
        rowStride,
        columnStride,
        memory.slice(first * type.byteSize(), elements * type.byteSize()));
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public long bytesTo(DeviceMatrix other) {
    return memory.bytesTo(other.memory);
  }
}
