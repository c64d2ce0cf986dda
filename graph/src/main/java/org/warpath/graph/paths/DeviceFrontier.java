package org.warpath.graph.paths;

import java.util.function.IntConsumer;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * The queues of a search on a device and the loop that drives it; their layouts are those of {@code
 * path_search.cuh}.
 *
 * @param out the rows to visit
 * @param rows queue of short rows, 8 bytes each
 * @param pieces queue of pieces of long rows, 12 bytes each
 * @param found int32[n], queue of vertices
 * @param state counters; the first two are the sweeps done and whether nothing is left to do
 */
record DeviceFrontier(
    DeviceScope scope,
    DeviceCsr out,
    DeviceBuffer rows,
    DeviceBuffer pieces,
    DeviceBuffer found,
    DeviceBuffer state) {
  private static final int ROW_BYTES = 8;
  private static final int PIECE_BYTES = 12;
  private static final int STATE_BYTES = 64;
  private static final int LEAST_ARCS_OF_A_PIECE = 128;

  /** A wide graph is done after a few dozen rounds, of which not many should be in vain. */
  private static final int FIRST_BATCH = 4;

  /** So many empty rounds cost a fraction of a millisecond. */
  private static final int LARGEST_BATCH = 64;

  /** The launches of one round. */
  @FunctionalInterface
  interface Round {
    /**
     * @param turn 0 and 1 by turns
     */
    void launch(int turn);
  }

  /** Bytes that the queues over {@code out} take. */
  static long byteSize(DeviceCsr out) {
    return (ROW_BYTES + Integer.BYTES) * (long) out.rowCount() + pieceBytes(out) + STATE_BYTES;
  }

  private static long pieceBytes(DeviceCsr out) {
    return out.entryCount() / LEAST_ARCS_OF_A_PIECE * PIECE_BYTES;
  }

  static DeviceFrontier allocate(DeviceScope scope, DeviceCsr out) {
    return new DeviceFrontier(
        scope,
        out,
        scope.bytes((long) ROW_BYTES * out.rowCount(), "queue of rows"),
        scope.bytes(pieceBytes(out), "queue of pieces of rows"),
        scope.ints(out.rowCount(), "queue of vertices"),
        scope.bytes(STATE_BYTES, "state of the search"));
  }

  /** The shape for a kernel that goes through vertices, a thread each. */
  LaunchShape overVertices(Kernel kernel) {
    return LaunchShape.threadEach(out.rowCount()).atMost(filling(kernel));
  }

  /** The shape for a kernel that goes through queued rows and pieces, by warps. */
  LaunchShape overArcs(Kernel kernel) {
    long units = out.rowCount() / LaunchShape.WARP + out.entryCount() / LEAST_ARCS_OF_A_PIECE + 1;
    return LaunchShape.warpEach(units).atMost(filling(kernel));
  }

  private static int filling(Kernel kernel) {
    return kernel.filling(LaunchShape.BLOCK).blocks();
  }

  /**
   * Launches rounds until nothing is left to do, ever more before each look at how far they came.
   *
   * @param onSweeps told after each look how many sweeps were done in all
   * @return the sweeps done
   */
  int drive(Round round, IntConsumer onSweeps) {
    int turn = 0;
    for (int batch = FIRST_BATCH; ; batch = Math.min(2 * batch, LARGEST_BATCH)) {
      for (int i = 0; i < batch; i++) {
        round.launch(turn);
        turn = 1 - turn;
      }
      long progress = scope.readLong(state, 0);
      int sweeps = (int) progress;
      onSweeps.accept(sweeps);
      if (progress >>> Integer.SIZE != 0) {
        return sweeps;
      }
    }
  }
}
