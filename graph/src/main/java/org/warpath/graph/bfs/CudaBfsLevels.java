package org.warpath.graph.bfs;

import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * The levels of a search on a device. The device keeps the frontier and chooses each step; the host
 * launches batches of kernels, of which each returns at once when it is not its turn, and looks at
 * one word after each batch.
 */
final class CudaBfsLevels {
  // Phases of BfsState, where the host's batches depend on them.
  private static final int DONE = 0;
  private static final int NARROW = 1;
  private static final int TOP_DOWN = 2;

  // Rounds of a batch: few at first, as most graphs have few levels.
  private static final int BOTH_WAYS_ROUNDS = 3;
  private static final int MOST_DOUBLINGS = 3;
  private static final int WIDE_LEVELS = 8;

  private static final long REACHED = 2; // its place in BfsState, in ints
  private static final int NARROW_THREADS = 512;

  private final DeviceScope scope;
  private final CudaBfsMemory memory;
  private final RunControl control;
  private final Kernel narrow;
  private final Kernel topDown;
  private final Kernel toBits;
  private final Kernel bottomUp;
  private final Kernel longRows;
  private final Kernel toQueue;
  private final LaunchShape topDownShape;
  private int phase;
  private int depth;
  private int reported;

  CudaBfsLevels(DeviceScope scope, CudaBfsMemory memory, RunControl control) {
    this.scope = scope;
    this.memory = memory;
    this.control = control;
    narrow = scope.kernel("bfs", "bfs_narrow");
    topDown = scope.kernel("bfs", "bfs_top_down");
    toQueue = scope.kernel("bfs", "bfs_to_queue");
    toBits = scope.kernel("bfs_bottom_up", "bfs_to_bits");
    bottomUp = scope.kernel("bfs_bottom_up", "bfs_bottom_up");
    longRows = scope.kernel("bfs_bottom_up", "bfs_long_rows");
    topDownShape = topDown.filling(LaunchShape.BLOCK).atMost(memory.perArc.blocks());
  }

  /**
   * Searches from {@code source}, by stored number, to the end or to the level of {@code target}
   * unless that is −1.
   */
  void run(int source, int target) {
    start(source, target);
    topDown(1);
    bottomUp();
    int calm = 0;
    while (!done()) {
      if (phase == NARROW || phase == TOP_DOWN) {
        calm = Math.min(calm + 1, MOST_DOUBLINGS);
        for (int round = 0; round < 1 << calm; round++) {
          topDown(phase == TOP_DOWN ? WIDE_LEVELS : 1);
        }
        bottomUp();
      } else {
        calm = 0;
        for (int round = 0; round < BOTH_WAYS_ROUNDS; round++) {
          bottomUp();
          topDown(1);
        }
      }
    }
  }

  private void start(int source, int target) {
    scope.fillInts(memory.depths, -1);
    scope.zero(memory.visited);
    scope.launch(
        scope.kernel("bfs", "bfs_start"),
        LaunchShape.of(1, 1),
        memory.state,
        memory.out.rowOffsets(),
        memory.visited,
        memory.depths,
        memory.queue,
        memory.starts,
        memory.vertexCount,
        source,
        target,
        memory.in == null ? 0 : 1,
        CudaBfsMemory.countShift(memory.vertexCount));
  }

  /** Levels while the frontier is narrow, then up to {@code wide} others. */
  private void topDown(int wide) {
    topDown(narrow, LaunchShape.of(1, NARROW_THREADS));
    for (int level = 0; level < wide; level++) {
      topDown(topDown, topDownShape);
    }
  }

  private void topDown(Kernel kernel, LaunchShape shape) {
    scope.launch(
        kernel,
        shape,
        memory.state,
        memory.out.rowOffsets(),
        memory.out.columnIndices(),
        memory.visited,
        memory.depths,
        memory.queue,
        memory.starts);
  }

  /** One level bottom-up and the changes of direction around it; nothing without in-edges. */
  private void bottomUp() {
    if (memory.in == null) {
      return;
    }
    scope.launch(toBits, memory.perVertex, memory.state, memory.depths, memory.bits);
    bottomUp(bottomUp, memory.in, memory.perVertex);
    bottomUp(longRows, memory.in, memory.perArc);
    scope.launch(
        toQueue,
        memory.perVertex,
        memory.state,
        memory.out.rowOffsets(),
        memory.bits,
        memory.queue,
        memory.starts);
  }

  private void bottomUp(Kernel kernel, DeviceCsr in, LaunchShape shape) {
    scope.launch(
        kernel,
        shape,
        memory.state,
        in.rowOffsets(),
        in.columnIndices(),
        memory.visited,
        memory.depths,
        memory.bits,
        memory.queue,
        memory.starts);
  }

  /** Waits for what was launched, reports the levels that it finished; whether the search ended. */
  private boolean done() {
    long word = scope.readLong(memory.state, 0);
    phase = (int) word;
    depth = (int) (word >>> Integer.SIZE);
    control.cancellation().throwIfCancelled();
    while (reported < depth) {
      control.iteration("bfs", ++reported, -1, Double.NaN);
    }
    return phase == DONE;
  }

  /** The largest depth found. */
  int depth() {
    return depth;
  }

  /** Vertices reached. */
  int reached() {
    return scope.readInt(memory.state, REACHED);
  }
}
