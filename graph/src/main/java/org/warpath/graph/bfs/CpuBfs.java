package org.warpath.graph.bfs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;

/** One search on the CPU: chooses the direction of each step. All arrays are by stored place. */
final class CpuBfs {
  // Both as in the paper and the GAP benchmark: go bottom-up when the frontier's arcs exceed 1/α of
  // the arcs not yet looked at, and back when the frontier shrinks below 1/β of the vertices.
  private static final int ALPHA = 15;
  private static final int BETA = 18;
  private static final long GRAIN = 1 << 16;

  private final Graph graph;
  private final BfsOptions options;
  private final Engine.Cpu engine;
  private final RunControl control;
  private final int vertexCount;
  private final int target;
  private final int[] depths;
  private int depth;

  CpuBfs(Graph graph, BfsOptions options, Engine.Cpu engine, RunControl control) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
    vertexCount = graph.vertexCount();
    target = options.target().isPresent() ? graph.order().stored(options.target().getAsInt()) : -1;
    depths = new int[vertexCount];
  }

  BfsResult run() {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    Parallel.forEachRange(
        engine.threads(),
        vertexCount,
        GRAIN,
        (from, to) -> Arrays.fill(depths, (int) from, (int) to, -1));
    search(graph.order().stored(options.source()));
    int[] parents = options.parents() ? parents() : null;
    double compute = Timings.secondsSince(start);
    long permuting = System.nanoTime();
    int[] depthOfVertex = toVertexOrder(depths);
    int[] parentOfVertex = parents == null ? null : toVertexOrder(parents);
    long reached =
        Parallel.sumLong(
            engine.threads(),
            Parallel.tasks(vertexCount, GRAIN),
            task -> countReached((int) (task * GRAIN)));
    return new BfsResult(
        options.source(),
        depthOfVertex,
        parentOfVertex,
        (int) reached,
        depth + 1,
        new RunStats(
            engine.toString(),
            depth + 1,
            0,
            true,
            new Timings(0, 0, compute, Timings.secondsSince(permuting))));
  }

  private void search(int source) {
    Csr out = graph.out();
    Csr in = graph.hasInEdges() ? graph.in() : null;
    TopDownStep topDown = new TopDownStep(out, depths, engine.threads());
    BottomUpStep bottomUp = null;
    long frontierArcs = topDown.start(source);
    long unseenArcs = out.entryCount();
    int frontierSize = 1;
    while (frontierSize > 0 && !targetReached()) {
      boolean large = frontierArcs > unseenArcs / ALPHA && frontierArcs > vertexCount / BETA;
      if (in != null && large) {
        if (bottomUp == null) {
          bottomUp = new BottomUpStep(in, depths, engine.threads());
        }
        bottomUp.begin(depth);
        int before;
        do {
          before = frontierSize;
          frontierSize = bottomUp.run(depth + 1);
          finishLevel(frontierSize);
        } while (frontierSize > 0
            && !targetReached()
            && (frontierSize >= before || frontierSize > vertexCount / BETA));
        topDown.restart(bottomUp.frontier());
        frontierArcs = 1;
      } else {
        unseenArcs -= frontierArcs;
        frontierArcs = topDown.run(frontierArcs, depth + 1);
        frontierSize = topDown.size();
        finishLevel(frontierSize);
      }
    }
  }

  private void finishLevel(int found) {
    if (found > 0) {
      depth++;
    }
    control.iteration("bfs", depth, -1, Double.NaN);
  }

  private boolean targetReached() {
    return target >= 0 && depths[target] >= 0;
  }

  private int[] parents() {
    @Nullable Csr in = graph.hasInEdges() ? graph.in() : null;
    return new BfsParents(graph.out(), in, graph.order(), depths, depth, engine.threads()).run();
  }

  private long countReached(int from) {
    int to = (int) Math.min(vertexCount, from + GRAIN);
    int count = 0;
    for (int v = from; v < to; v++) {
      count += depths[v] >= 0 ? 1 : 0;
    }
    return count;
  }

  private int[] toVertexOrder(int[] byStored) {
    VertexOrder order = graph.order();
    if (order.isIdentity()) {
      return byStored;
    }
    int[] byVertex = new int[vertexCount];
    Parallel.forEachRange(
        engine.threads(),
        vertexCount,
        GRAIN,
        (from, to) -> {
          for (int v = (int) from; v < to; v++) {
            byVertex[v] = byStored[order.stored(v)];
          }
        });
    return byVertex;
  }
}
