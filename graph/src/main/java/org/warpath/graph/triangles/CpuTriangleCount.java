package org.warpath.graph.triangles;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/** Triangle counting on the CPU: every thread takes runs of rows until none is left. */
final class CpuTriangleCount {
  /** How many vertices of highest degree have a bitmap of their row: 16 MiB of them. */
  static final int HUBS = 1 << 14;

  private static final int TASKS = 1024;

  private final Graph graph;
  private final TriangleCountOptions options;
  private final Engine.Cpu engine;
  private final RunControl control;
  private final int mostHubs;

  CpuTriangleCount(
      Graph graph, TriangleCountOptions options, Engine.Cpu engine, RunControl control) {
    this(graph, options, engine, control, HUBS);
  }

  /** As above, with another number of hubs. */
  CpuTriangleCount(
      Graph graph,
      TriangleCountOptions options,
      Engine.Cpu engine,
      RunControl control,
      int mostHubs) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
    this.mostHubs = mostHubs;
  }

  TriangleCountResult run() {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    try (Arena arena = Arena.ofShared()) {
      OrientedRows rows = new Orientation(graph, engine.threads()).rows(arena);
      double load = Timings.secondsSince(start);
      long counting = System.nanoTime();
      long[] corners = options.perVertex() ? new long[rows.count()] : null;
      long triangles = count(rows, corners);
      double compute = Timings.secondsSince(counting);
      long permuting = System.nanoTime();
      long[] perVertex = corners == null ? null : byVertex(rows, corners);
      Timings timings = new Timings(load, 0, compute, Timings.secondsSince(permuting));
      return new TriangleCountResult(
          triangles, perVertex, new RunStats(engine.toString(), 1, 0, true, timings));
    }
  }

  private long count(OrientedRows rows, long @Nullable [] corners) {
    HubMatrix hubs = new HubMatrix(rows, Math.min(mostHubs, rows.count()), engine.threads());
    int[] bounds = rows.balanced(TASKS);
    AtomicInteger next = new AtomicInteger();
    Thread caller = Thread.currentThread();
    return Parallel.sumLong(
        engine.threads(),
        engine.threads(),
        worker -> {
          CornerCounts own = corners == null ? null : new CornerCounts(hubs.size(), corners);
          RowTriangles counter = new RowTriangles(rows, hubs, own);
          long triangles = 0;
          int task;
          while ((task = next.getAndIncrement()) < TASKS) {
            triangles += counter.count(bounds[task], bounds[task + 1]);
            report(task + 1, Thread.currentThread() == caller);
          }
          if (own != null) {
            own.flush();
          }
          return triangles;
        });
  }

  // Listeners are promised to be called by the run's own thread.
  private void report(int done, boolean onCallersThread) {
    if (onCallersThread) {
      control.iteration("triangles", done, TASKS, Double.NaN);
    } else {
      control.cancellation().throwIfCancelled();
    }
  }

  private long[] byVertex(OrientedRows rows, long[] corners) {
    long[] perVertex = new long[corners.length];
    for (int rank = 0; rank < corners.length; rank++) {
      perVertex[graph.order().vertex(rows.place(rank))] = corners[rank];
    }
    return perVertex;
  }
}
