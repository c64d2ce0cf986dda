package org.warpath.graph.paths;

import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Semiring;

/**
 * One path search on the CPU, from a graph to its answer by vertex.
 *
 * @param semiring MIN_PLUS or MAX_MIN
 * @param weighted false to let every edge count 1
 * @param source a vertex
 * @param target a vertex to stop at, or −1 to label all
 * @param parents whether to make the tree of parents
 */
public record PathRun(
    Graph graph,
    Engine.Cpu engine,
    Semiring semiring,
    boolean weighted,
    int source,
    int target,
    boolean parents) {
  private static final int GRAIN = 1 << 16;

  /**
   * @throws IllegalArgumentException if {@code source} or {@code target} does not exist
   */
  public PathRun {
    graph.requireVertex("source", source);
    if (target != -1) {
      graph.requireVertex("target", target);
    }
  }

  /** The out-edges to search, without values where every edge counts 1. */
  public Csr out() {
    return weighted ? graph.out() : graph.out().withoutValues();
  }

  /**
   * Runs {@code search} and translates what it finds. With a target, vertices whose label is worse
   * than the target's are reported as unreached, since theirs may not be final.
   *
   * @param sourceLabel what {@code search} encodes the semiring's one as
   * @param step the algorithm's name, for progress
   * @param loadSeconds what preparing took
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public PathLabels answer(
      BucketSearch search, int sourceLabel, String step, RunControl control, double loadSeconds) {
    long start = System.nanoTime();
    VertexOrder order = graph.order();
    int origin = order.stored(source);
    int stop = target < 0 ? -1 : order.stored(target);
    int rounds = search.search(origin, sourceLabel, stop, step, control);
    int worst = stop < 0 ? Integer.MAX_VALUE : search.labels()[stop];
    float[] labels = new float[graph.vertexCount()];
    long reachedCount = decode(search, worst, labels);
    int[] tree =
        parents ? ParentTree.of(out(), order, semiring, labels, origin, engine.threads()) : null;
    double compute = Timings.secondsSince(start);

    start = System.nanoTime();
    labels = toVertexOrder(labels);
    tree = tree == null ? null : toVertexOrder(tree);
    Timings timings = new Timings(loadSeconds, 0, compute, Timings.secondsSince(start));
    return new PathLabels(
        graph,
        weighted,
        semiring,
        labels,
        tree,
        (int) reachedCount,
        new RunStats(engine.toString(), rounds, 0, true, timings));
  }

  /** Writes what labels up to {@code worst} mean to {@code target}; how many are reached. */
  private long decode(BucketSearch search, int worst, float[] target) {
    int[] found = search.labels();
    float unreached = semiring.zero();
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
    VertexOrder order = graph.order();
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
    VertexOrder order = graph.order();
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
