package org.warpath.graph.device;

import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * Finds all triangles of an {@link OrientedGraph}, each once, and counts for them what a pair of
 * kernels built on {@code corners.cuh} counts: one for short rows, which also lists the others, and
 * one for those.
 */
public final class TriangleCorners {
  // As corners.cuh has it.
  private static final int SHORT_ROW = 128;

  /** Entries of a long row that are looked up at once: a table in shared memory holds no more. */
  public static final int PIECE = 2048;

  private static final int LONG_ROW_THREADS = 512;
  private static final long EDGES_A_ROUND = 1L << 26;
  private static final int MOST_ROUNDS = 16;

  private final DeviceScope scope;
  private final OrientedGraph graph;
  private final RunControl control;
  private final String step;
  private final int rounds;

  /**
   * A search for one run.
   *
   * @param step the name under which {@code control} hears of each part of the work
   */
  public TriangleCorners(DeviceScope scope, OrientedGraph graph, RunControl control, String step) {
    this.scope = scope;
    this.graph = graph;
    this.control = control;
    this.step = step;
    rounds = (int) Math.min(MOST_ROUNDS, 1 + graph.edgeCount() / EDGES_A_ROUND);
  }

  /**
   * Runs kernels {@code name} and {@code name}{@code _long} of {@code file}: O(m^1.5) time at
   * worst, 4 bytes for each row of more than {@value #SHORT_ROW} entries. Returns when the device
   * has counted everything.
   *
   * @param counts uint64[…], what the kernels add to
   * @param piece in how large pieces long rows are looked up, in [1, {@value #PIECE}]; the largest,
   *     but for tests
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public void count(String file, String name, DeviceBuffer counts, int piece) {
    long mostLong = Math.min(graph.vertexCount(), graph.edgeCount() / (SHORT_ROW + 1)) + 1;
    DeviceBuffer longRows = scope.ints(mostLong, "long oriented rows");
    DeviceBuffer longCount = scope.ints(1, "long oriented row count");
    scope.zero(longCount);
    Kernel shortKernel = scope.kernel(file, name);
    for (int round = 0; round < rounds; round++) {
      int from = bound(graph.vertexCount(), round);
      int to = bound(graph.vertexCount(), round + 1);
      scope.launch(
          shortKernel,
          LaunchShape.threadEach(to - from),
          graph.offsets(),
          graph.entries(),
          from,
          to,
          longRows,
          longCount,
          counts);
      scope.synchronize();
      control.iteration(step, round + 1, 2L * rounds, Double.NaN);
    }
    int rows = scope.readInt(longCount, 0);
    Kernel longKernel = scope.kernel(file, name + "_long");
    for (int round = 0; round < rounds; round++) {
      int from = bound(rows, round);
      int to = bound(rows, round + 1);
      if (from < to) {
        scope.launch(
            longKernel,
            LaunchShape.of(to - from, LONG_ROW_THREADS),
            graph.offsets(),
            graph.entries(),
            longRows.slice((long) from * Integer.BYTES, (long) (to - from) * Integer.BYTES),
            piece,
            counts);
        scope.synchronize();
      }
      control.iteration(step, rounds + round + 1, 2L * rounds, Double.NaN);
    }
  }

  private int bound(int items, int round) {
    return (int) ((long) items * round / rounds);
  }
}
