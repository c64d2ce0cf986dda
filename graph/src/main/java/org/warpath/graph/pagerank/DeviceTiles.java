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

  private static final String WHAT = "first rows of tiles";

  /** The tiles of {@code rows}, which need at least one row: made once, then resident beside it. */
  static DeviceTiles resident(DeviceScope scope, DeviceCsr rows, MemorySegment rowOffsets) {
    int count = count(rows.rowCount(), rows.entryCount());
    return new DeviceTiles(
        count,
        scope.resident(
            rowOffsets, WHAT, byteSize(count), buffer -> cut(scope, rows, count, buffer)));
  }

  /** The tiles of {@code rows}, which need at least one row, in memory of {@code scope}. */
  static DeviceTiles of(DeviceScope scope, DeviceCsr rows) {
    int count = count(rows.rowCount(), rows.entryCount());
    DeviceBuffer firstRows = scope.bytes(byteSize(count), WHAT);
    cut(scope, rows, count, firstRows);
    return new DeviceTiles(count, firstRows);
  }

  private static void cut(DeviceScope scope, DeviceCsr rows, int count, DeviceBuffer firstRows) {
    scope.launch(
        scope.kernel("pull_tiles", "pull_tiles_cut"),
        LaunchShape.threadEach(count + 1L),
        rows.rowCount(),
        count,
        rows.rowOffsets(),
        firstRows);
  }

  static int count(int rowCount, long entryCount) {
    return Math.toIntExact((entryCount + (long) ROW_COST * rowCount + PLACES - 1) / PLACES);
  }

  /** Bytes of the first rows of {@code count} tiles. */
  static long byteSize(int count) {
    return (count + 1L) * Integer.BYTES;
  }

  /** Blocks that go through {@code count} tiles. */
  static int blocks(int count) {
    int perBlock = perBlock(count);
    return (count + perBlock - 1) / perBlock;
  }

  /** Blocks with a thread for each of {@code count} tiles. */
  static int longRowBlocks(int count) {
    return (count + THREADS - 1) / THREADS;
  }

  private static int perBlock(int count) {
    return (count + MOST_BLOCKS - 1) / MOST_BLOCKS;
  }

  /** Tiles that a block goes through one after the other. */
  int perBlock() {
    return perBlock(count);
  }

  /** All tiles. */
  LaunchShape shape() {
    return LaunchShape.of(blocks(count), THREADS);
  }

  /** A thread a tile, for the long rows that begin in it. */
  LaunchShape longRowsShape() {
    return LaunchShape.of(longRowBlocks(count), THREADS);
  }
}
