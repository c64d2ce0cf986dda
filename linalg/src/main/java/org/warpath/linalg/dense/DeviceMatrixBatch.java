package org.warpath.linalg.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;

/**
 * {@code count} matrices of one shape on a device, row-major or column-major, their first elements
 * {@code batchStride} elements apart. A stride of 0 is one matrix taken {@code count} times: for
 * operands that are only read.
 *
 * @param type what the elements are
 * @param count matrices, at least 0
 * @param rows rows of each
 * @param columns columns of each
 * @param rowStride elements from a row to the next; 1 if column-major
 * @param columnStride elements from a column to the next; 1 if row-major
 * @param batchStride elements from a matrix to the next, at least 0
 * @param memory from the first matrix's first element to the last one's last, both included
 */
public record DeviceMatrixBatch(
    ElementType type,
    int count,
    int rows,
    int columns,
    long rowStride,
    long columnStride,
    long batchStride,
    DeviceBuffer memory)
    implements BatchView<DeviceMatrix> {

  public DeviceMatrixBatch {
    if (count < 0 || batchStride < 0) {
      throw new IllegalArgumentException(
          "a batch has count ≥ 0 and stride ≥ 0, not " + count + " and " + batchStride);
    }
    long each = Spans.ofMatrix(rows, columns, rowStride, columnStride);
    long elements = count == 0 || each == 0 ? 0 : (count - 1) * batchStride + each;
    if (memory.byteSize() != elements * type.byteSize()) {
      throw new IllegalArgumentException(
          "%d matrices %d×%d of %s need %d bytes, not %s"
              .formatted(count, rows, columns, type, elements * type.byteSize(), memory));
    }
    if (rowStride < 1 || columnStride < 1 || (rowStride != 1 && columnStride != 1)) {
      throw new IllegalArgumentException(
          "device matrices have strides ≥ 1, one of them 1, not %d and %d"
              .formatted(rowStride, columnStride));
    }
  }

  /** Row-major matrices, packed one behind the other, owned by {@code scope}; undefined. */
  public static DeviceMatrixBatch allocate(
      DeviceScope scope, ElementType type, int count, int rows, int columns, String what) {
    long bytes = Math.multiplyExact(DeviceMatrix.byteSize(type, rows, columns), (long) count);
    return packed(type, count, rows, columns, scope.bytes(bytes, what));
  }

  private static DeviceMatrixBatch packed(
      ElementType type, int count, int rows, int columns, DeviceBuffer memory) {
    return new DeviceMatrixBatch(
        type, count, rows, columns, Math.max(1, columns), 1, (long) rows * columns, memory);
  }

  /**
   * Copies of {@code host} without gaps, owned by {@code scope}: column-major if they are, else
   * row-major. One matrix taken several times goes up once.
   */
  public static DeviceMatrixBatch uploaded(DeviceScope scope, MatrixBatch host, String what) {
    if (host.count() > 0 && !host.get(0).isRowMajor() && host.get(0).isColumnMajor()) {
      return uploaded(scope, host.transposed(), what).transposed();
    }
    int distinct = host.batchStride() == 0 ? Math.min(1, host.count()) : host.count();
    MatrixBatch packed = host;
    if (!isPacked(host)) {
      packed = MatrixBatch.zeros(host.type(), distinct, host.rows(), host.columns());
      for (int i = 0; i < distinct; i++) {
        Rows.copy(host.get(i), packed.get(i));
      }
    }
    long bytes = DeviceMatrix.byteSize(host.type(), host.rows(), host.columns()) * distinct;
    return new DeviceMatrixBatch(
        host.type(),
        host.count(),
        host.rows(),
        host.columns(),
        Math.max(1, host.columns()),
        1,
        host.batchStride() == 0 ? 0 : (long) host.rows() * host.columns(),
        scope.uploaded(packed.memory().asSlice(0, bytes), what));
  }

  private static boolean isPacked(MatrixBatch host) {
    long each = (long) host.rows() * host.columns();
    return host.count() == 0
        || (host.get(0).isPacked() && (host.count() == 1 || host.batchStride() == each));
  }

  /**
   * Copies these matrices to {@code host}, and waits. Of the host's memory only elements are
   * written.
   *
   * @throws IllegalArgumentException if types, counts or shapes differ
   */
  public void download(DeviceScope scope, MatrixBatch host) {
    if (host.type() != type
        || host.count() != count
        || host.rows() != rows
        || host.columns() != columns) {
      throw new IllegalArgumentException(
          "a device batch of %s, %s, does not fit one of %s, %s"
              .formatted(type, shape(), host.type(), host.shape()));
    }
    if (memory.byteSize() == 0) {
      return;
    }
    if (columnStride > 1 && host.get(0).isColumnMajor()) {
      transposed().download(scope, host.transposed());
      return;
    }
    if (isPacked(host) && columnStride == 1 && rowStride == columns && batchStride == size()) {
      scope.download(memory, host.memory().asSlice(0, memory.byteSize()));
      return;
    }
    MemorySegment span = Arena.ofAuto().allocate(memory.byteSize(), Vector.ALIGNMENT);
    scope.download(memory, span);
    MatrixBatch copy =
        new MatrixBatch(type, span, count, rows, columns, rowStride, columnStride, batchStride);
    for (int i = 0; i < count; i++) {
      Rows.copy(copy.get(i), host.get(i));
    }
  }

  private long size() {
    return (long) rows * columns;
  }

  @Override
  public DeviceMatrix get(int index) {
    Objects.checkIndex(index, count);
    long bytes = Spans.ofMatrix(rows, columns, rowStride, columnStride) * type.byteSize();
    long first = bytes == 0 ? 0 : index * batchStride * type.byteSize();
    return new DeviceMatrix(
        type, rows, columns, rowStride, columnStride, memory.slice(first, bytes));
  }

  /** The transposes: a view. */
  public DeviceMatrixBatch transposed() {
    return new DeviceMatrixBatch(
        type, count, columns, rows, columnStride, rowStride, batchStride, memory);
  }
}
