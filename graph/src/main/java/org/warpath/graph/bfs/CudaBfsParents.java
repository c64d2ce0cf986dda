package org.warpath.graph.bfs;

import java.util.Objects;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * The shortest-path tree of a search that has just ended, as {@link BfsParents} makes it: what was
 * found top-down hears from everyone above, what was found bottom-up first from the smallest
 * vertices and then looks itself. The search's own queue says whose arcs to follow.
 */
final class CudaBfsParents {
  private static final int OFFERING = 16;
  private static final int NONE = -1;

  private final DeviceScope scope;
  private final CudaBfsMemory memory;
  private final DeviceBuffer parents;

  CudaBfsParents(DeviceScope scope, CudaBfsMemory memory) {
    this.scope = scope;
    this.memory = memory;
    parents = Objects.requireNonNull(memory.parents, "parents");
  }

  void run() {
    scope.fillInts(parents, NONE);
    offer(false);
    DeviceCsr in = memory.in;
    if (in != null) {
      sample();
      offer(true);
      search(in);
    }
  }

  private void offer(boolean sample) {
    scope.launch(
        scope.kernel("bfs_parents", "bfs_parents_offer"),
        memory.perArc,
        memory.state,
        memory.out.rowOffsets(),
        memory.out.columnIndices(),
        memory.depths,
        memory.queue,
        memory.starts,
        memory.vertexOfStoredOrDepths(),
        memory.identity(),
        sample ? 1 : 0,
        parents);
  }

  private void sample() {
    scope.launch(
        scope.kernel("bfs_parents", "bfs_parents_sample"),
        memory.perVertex,
        memory.state,
        memory.out.rowOffsets(),
        memory.depths,
        memory.vertexOfStoredOrDepths(),
        memory.identity(),
        memory.vertexCount / OFFERING,
        memory.queue,
        memory.starts);
  }

  private void search(DeviceCsr in) {
    scope.launch(
        scope.kernel("bfs_parents", "bfs_parents_search"),
        memory.perVertex,
        memory.state,
        in.rowOffsets(),
        in.columnIndices(),
        memory.depths,
        memory.vertexOfStoredOrDepths(),
        memory.identity(),
        memory.queue,
        memory.starts,
        parents);
    scope.launch(
        scope.kernel("bfs_parents", "bfs_parents_long_rows"),
        memory.perArc,
        memory.state,
        in.rowOffsets(),
        in.columnIndices(),
        memory.depths,
        memory.vertexOfStoredOrDepths(),
        memory.identity(),
        memory.queue,
        memory.starts,
        parents);
  }
}
