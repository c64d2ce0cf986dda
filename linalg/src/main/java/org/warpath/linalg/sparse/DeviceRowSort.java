package org.warpath.linalg.sparse;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * Sorts the entries of each row on a device, ascending and in place. O(k log² k) comparisons in a
 * row of k entries: rows of up to 1024 are read and written once, longer ones again for every
 * doubling beyond 4096 entries, and once more for every doubling of that. Keeps 4 bytes for each
 * longer row while it works.
 */
public final class DeviceRowSort {
  private static final String FILE = "row_sort";
  private static final int SHORT = 1024;
  private static final int SHORT_ROWS = 4;
  private static final int SHORT_THREADS = 128;
  private static final int LONG_THREADS = 512;

  private DeviceRowSort() {}

  /** Bytes that sorting needs beyond the rows. */
  public static long workingBytes(int rowCount, long entryCount) {
    return Integer.BYTES + longRows(rowCount, entryCount) * Integer.BYTES;
  }

  private static long longRows(int rowCount, long entryCount) {
    return Math.min(rowCount, entryCount / (SHORT + 1));
  }

  /**
   * Sorts int32 columns.
   *
   * @param rowOffsets int64[rowCount + 1]; rows of less than 2³¹ entries
   * @param columns int32[entryCount]
   */
  public static void columns(
      DeviceScope scope,
      int rowCount,
      long entryCount,
      DeviceBuffer rowOffsets,
      DeviceBuffer columns) {
    sort(scope, "", rowCount, entryCount, rowOffsets, columns);
  }

  /** As {@link #columns}, with {@code keys} int64[entryCount]. */
  public static void keys(
      DeviceScope scope,
      int rowCount,
      long entryCount,
      DeviceBuffer rowOffsets,
      DeviceBuffer keys) {
    sort(scope, "_keys", rowCount, entryCount, rowOffsets, keys);
  }

  private static void sort(
      DeviceScope scope,
      String kind,
      int rowCount,
      long entryCount,
      DeviceBuffer rowOffsets,
      DeviceBuffer entries) {
    if (entryCount == 0) {
      return;
    }
    DeviceBuffer longCount = scope.ints(1, "number of long rows");
    DeviceBuffer longRows = scope.ints(longRows(rowCount, entryCount), "long rows");
    scope.zero(longCount);
    int blocks = (int) ((rowCount + (long) SHORT_ROWS - 1) / SHORT_ROWS);
    scope.launch(
        scope.kernel(FILE, "row_sort_short" + kind),
        LaunchShape.of(blocks, SHORT_THREADS),
        rowCount,
        rowOffsets,
        entries,
        longCount,
        longRows);
    int count = scope.readInt(longCount, 0);
    if (count > 0) {
      LaunchShape shape = LaunchShape.of(count, LONG_THREADS);
      scope.launch(
          scope.kernel(FILE, "row_sort_long" + kind), shape, longRows, rowOffsets, entries);
    }
    scope.free(longRows);
    scope.free(longCount);
  }
}
