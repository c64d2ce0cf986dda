package org.warpath.graph.paths;

import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;

/** A path search on the CPU, from a {@link BucketSearch} to its answer by vertex. */
public final class CpuPathRun {
  private static final int GRAIN = 1 << 16;

  private final PathRun run;
  private final Engine.Cpu engine;

  /** {@code run} on the threads of {@code engine}. */
  public CpuPathRun(PathRun run, Engine.Cpu engine) {
    this.run = run;
    this.engine = engine;
  }

  /**
   * Runs {@code search} and translates what it finds.
   *
   * @param sourceLabel what {@code search} encodes the semiring's one as
   * @param step the algorithm's name, for progress
   * @param loadSeconds what preparing took
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public PathLabels answer(
      BucketSearch search, int sourceLabel, String step, RunControl control, double loadSeconds) {
    long start = System.nanoTime();
    VertexOrder order = run.graph().order();
    int origin = run.storedSource();
    int stop = run.storedTarget();
    int rounds = search.search(origin, sourceLabel, stop, step, control);
    int worst = stop < 0 ? Integer.MAX_VALUE : search.labels()[stop];
    float[] labels = new float[run.graph().vertexCount()];
    long reachedCount = decode(search, worst, labels);
    int[] tree =
        run.parents()
            ? ParentTree.of(run.out(), order, run.semiring(), labels, origin, engine.threads())
            : null;
    double compute = Timings.secondsSince(start);

    start = System.nanoTime();
    labels = toVertexOrder(labels);
    tree = tree == null ? null : toVertexOrder(tree);
    Timings timings = new Timings(loadSeconds, 0, compute, Timings.secondsSince(start));
    return run.answer(engine, labels, tree, (int) reachedCount, rounds, timings);
  }

  /** Writes what labels up to {@code worst} mean to {@code target}; how many are reached. */
  private long decode(BucketSearch search, int worst, float[] target) {
    int[] found = search.labels();
    float unreached = run.semiring().zero();
    return Parallel.sumLong(
        engine.threads(),
        Parallel.tasks(found.length, GRAIN),
        task -> {
          long reached = 0;
          int end = (int) Math.min(found.length, (task + 1L) * GRAIN);
          for (int v = task * GRAIN; v < end; v++) {
            float label = found[v] <= worst ? search.decode(found[v]) : unreached;
            target[v] = label;
            reached += label != unreached ? 1 : 0;
          }
          return reached;
        });
  }

  private float[] toVertexOrder(float[] byStored) {
    VertexOrder order = run.graph().order();
    if (order.isIdentity()) {
      return byStored;
    }
    float[] byVertex = new float[byStored.length];
    Parallel.forEachRange(
        engine.threads(),
        byStored.length,
        GRAIN,
        (from, to) -> {
          for (int v = (int) from; v < to; v++) {
            byVertex[v] = byStored[order.stored(v)];
          }
        });
    return byVertex;
  }

  private int[] toVertexOrder(int[] byStored) {
    VertexOrder order = run.graph().order();
    if (order.isIdentity()) {
      return byStored;
    }
    int[] byVertex = new int[byStored.length];
    Parallel.forEachRange(
        engine.threads(),
        byStored.length,
        GRAIN,
        (from, to) -> {
          for (int v = (int) from; v < to; v++) {
            byVertex[v] = byStored[order.stored(v)];
          }
        });
    return byVertex;
  }
}
