package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * How a matrix's rows are cut into tiles of nearly equal work, as {@code pull_tiles.cuh} explains.
 *
 * @param count tiles
 * @param firstRows int32[count + 1], the first row that begins in each tile or later
 */
record DeviceTiles(int count, DeviceBuffer firstRows) {
  /** Threads in a block of the kernels that work on tiles. */
  static final int THREADS = 256;

  /** Places in a tile. */
  static final int PLACES = 1536;

  /** Places that a row takes up beside its entries': no tile has more rows than a block threads. */
  static final int ROW_COST = 6;

  // Enough to balance any device; few enough that one block adds up what each has summed.
  private static final int MOST_BLOCKS = 1 << 14;

  /** The tiles of {@code rows}, which need at least one row: made once, then resident beside it. */
  static DeviceTiles of(DeviceScope scope, DeviceCsr rows, MemorySegment rowOffsets) {
    int count = count(rows.rowCount(), rows.entryCount());
    DeviceBuffer firstRows =
        scope.resident(
            rowOffsets,
            "first rows of tiles",
            (count + 1L) * Integer.BYTES,
            buffer ->
                scope.launch(
                    scope.kernel("pull_tiles", "pull_tiles_cut"),
                    LaunchShape.threadEach(count + 1L),
                    rows.rowCount(),
                    count,
                    rows.rowOffsets(),
                    buffer));
    return new DeviceTiles(count, firstRows);
  }

  static int count(int rowCount, long entryCount) {
    return Math.toIntExact((entryCount + (long) ROW_COST * rowCount + PLACES - 1) / PLACES);
  }

  /** Tiles that a block goes through one after the other. */
  int perBlock() {
    return (count + MOST_BLOCKS - 1) / MOST_BLOCKS;
  }

  /** All tiles. */
  LaunchShape shape() {
    return LaunchShape.of((count + perBlock() - 1) / perBlock(), THREADS);
  }

  /** A thread a tile, for the long rows that begin in it. */
  LaunchShape longRowsShape() {
    return LaunchShape.of((count + THREADS - 1) / THREADS, THREADS);
  }
}
