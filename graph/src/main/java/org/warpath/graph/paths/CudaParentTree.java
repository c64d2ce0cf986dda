package org.warpath.graph.paths;

import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;
import org.warpath.linalg.sparse.Semiring;

/**
 * The tree of {@link ParentTree} on a device: the same tree, since the least of the vertices that
 * offer themselves does not depend on the order in which they do. A level is two launches, and each
 * arc of a reached vertex is looked at once: O(n + m) work.
 */
final class CudaParentTree {
  static final String FILE = "parent_tree";

  private CudaParentTree() {}

  /**
   * Writes the tree to {@code parents}, int32[n] by stored vertex, as {@code parent_tree_answer}
   * reads it.
   *
   * @param frontier its contents are lost
   * @param labels int32[n] by stored vertex, a fixed point up to the target's
   * @param order the vertex of each stored number; not read if {@code ordered} is 0
   */
  static void grow(
      PathRun run,
      DeviceFrontier frontier,
      DeviceBuffer labels,
      DeviceBuffer order,
      int ordered,
      DeviceBuffer parents,
      RunControl control) {
    DeviceScope scope = frontier.scope();
    DeviceCsr out = frontier.out();
    Kernel start = scope.kernel(FILE, "parent_tree_start");
    Kernel settle = scope.kernel(FILE, "parent_tree_settle");
    Kernel adopt =
        scope.kernel(
            FILE,
            run.semiring() == Semiring.MIN_PLUS
                ? "parent_tree_adopt_shortest"
                : "parent_tree_adopt_widest");
    int weighted = run.weighted() ? 1 : 0;
    LaunchShape settleShape = frontier.overVertices(settle);
    LaunchShape adoptShape = frontier.overArcs(adopt);
    scope.launch(
        start,
        frontier.overVertices(start),
        labels,
        out.rowCount(),
        run.storedSource(),
        run.storedTarget(),
        parents,
        frontier.found(),
        frontier.state());
    DeviceFrontier.Round settleLevel =
        turn ->
            scope.launch(
                settle,
                settleShape,
                out.rowOffsets(),
                labels,
                frontier.found(),
                parents,
                frontier.rows(),
                frontier.pieces(),
                frontier.state(),
                turn);
    settleLevel.launch(1);
    frontier.drive(
        turn -> {
          scope.launch(
              adopt,
              adoptShape,
              out.rowOffsets(),
              out.columnIndices(),
              out.valuesOrColumns(),
              weighted,
              labels,
              order,
              ordered,
              frontier.rows(),
              frontier.pieces(),
              parents,
              frontier.found(),
              frontier.state(),
              turn);
          settleLevel.launch(turn);
        },
        sweeps -> control.cancellation().throwIfCancelled());
  }
}
