package org.warpath.graph.wcc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;

/** Afforest on the CPU, by stored place; {@link ComponentLabels} turns its trees into labels. */
final class CpuWcc {
  private static final int TASKS = 256;

  private final Graph graph;
  private final WccOptions options;
  private final Engine.Cpu engine;
  private final RunControl control;
  private final Csr out;
  private final @Nullable Csr in;
  private final int[] bounds;
  private final DisjointTrees trees;
  private int phases;

  CpuWcc(Graph graph, WccOptions options, Engine.Cpu engine, RunControl control) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
    out = graph.out();
    in = graph.hasInEdges() ? graph.in() : null;
    bounds = out.balancedRows(TASKS);
    trees = new DisjointTrees(graph.vertexCount());
  }

  WccResult run() {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    phase(task -> trees.plant(bounds[task], bounds[task + 1]));
    for (int round = 0; round < options.neighborRounds(); round++) {
      int arc = round;
      phase(task -> hookOne(arc, bounds[task], bounds[task + 1]));
      phase(task -> trees.flatten(bounds[task], bounds[task + 1]));
    }
    int largest = in == null ? -1 : trees.frequentRoot();
    phase(task -> hookRest(largest, bounds[task], bounds[task + 1]));
    phase(task -> trees.flatten(bounds[task], bounds[task + 1]));
    double compute = Timings.secondsSince(start);
    long labelling = System.nanoTime();
    ComponentLabels labels = new ComponentLabels(trees.parents(), graph.order(), engine.threads());
    int[] labelOfVertex = labels.byVertex();
    return new WccResult(
        labelOfVertex,
        labels.componentCount(),
        labels.largestSize(),
        new RunStats(
            engine.toString(),
            phases,
            0,
            true,
            new Timings(0, 0, compute, Timings.secondsSince(labelling))));
  }

  private void phase(IntConsumer task) {
    Parallel.forEach(engine.threads(), TASKS, task);
    phases++;
    control.iteration("wcc", phases, 3L + 2L * options.neighborRounds(), Double.NaN);
  }

  /** Hooks each row's arc number {@code arc}, counted within the row. */
  private void hookOne(int arc, int from, int to) {
    MemorySegment offsets = out.rowOffsets();
    MemorySegment columns = out.columnIndices();
    long begin = offsets.getAtIndex(JAVA_LONG, from);
    for (int u = from; u < to; u++) {
      long end = offsets.getAtIndex(JAVA_LONG, u + 1L);
      if (begin + arc < end) {
        trees.hook(u, columns.getAtIndex(JAVA_INT, begin + arc));
      }
      begin = end;
    }
  }

  /** Hooks the arcs that the rounds left, except those of vertices in the tree of {@code skip}. */
  private void hookRest(int skip, int from, int to) {
    for (int u = from; u < to; u++) {
      if (trees.parent(u) != skip) {
        hookRow(out, u, options.neighborRounds());
        if (in != null && !graph.symmetric()) {
          hookRow(in, u, 0);
        }
      }
    }
  }

  private void hookRow(Csr arcs, int u, int firstArc) {
    MemorySegment offsets = arcs.rowOffsets();
    MemorySegment columns = arcs.columnIndices();
    long end = offsets.getAtIndex(JAVA_LONG, u + 1L);
    for (long e = offsets.getAtIndex(JAVA_LONG, u) + firstArc; e < end; e++) {
      trees.hook(u, columns.getAtIndex(JAVA_INT, e));
    }
  }
}
