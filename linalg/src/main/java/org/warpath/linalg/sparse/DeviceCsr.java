package org.warpath.linalg.sparse;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;

/**
 * A {@link Csr} on a device.
 *
 * @param rowCount rows
 * @param columnCount columns
 * @param entryCount stored entries
 * @param rowOffsets int64[rowCount + 1]
 * @param columnIndices int32[entryCount]
 * @param values float32 or float64[entryCount], or null when every entry counts as 1
 * @param type what the values are; without values, what they would be
 */
public record DeviceCsr(
    int rowCount,
    int columnCount,
    long entryCount,
    DeviceBuffer rowOffsets,
    DeviceBuffer columnIndices,
    @Nullable DeviceBuffer values,
    ElementType type) {

  /** A matrix of float32, as a graph's adjacency is. */
  public DeviceCsr(
      int rowCount,
      int columnCount,
      long entryCount,
      DeviceBuffer rowOffsets,
      DeviceBuffer columnIndices,
      @Nullable DeviceBuffer values) {
    this(rowCount, columnCount, entryCount, rowOffsets, columnIndices, values, ElementType.FLOAT32);
  }

  /**
   * {@code csr} on the scope's device: uploaded unless it is resident there already, and resident
   * until memory runs short or the matrix's own memory is closed.
   *
   * @param csr in native memory, not written to any more
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if it does not fit
   */
  public static DeviceCsr resident(DeviceScope scope, Csr csr) {
    return new DeviceCsr(
        csr.rowCount(),
        csr.columnCount(),
        csr.entryCount(),
        scope.resident(csr.rowOffsets(), "row offsets"),
        scope.resident(csr.columnIndices(), "column indices"),
        csr.values() == null ? null : scope.resident(csr.values(), "values"),
        csr.type());
  }

  /** Stored entries of a row, on average. */
  public double meanRowLength() {
    return rowCount == 0 ? 0 : (double) entryCount / rowCount;
  }

  /**
   * The values, or the columns in their place: what a kernel takes that does not read the values of
   * a matrix without them.
   */
  public DeviceBuffer valuesOrColumns() {
    return values == null ? columnIndices : values;
  }
}
