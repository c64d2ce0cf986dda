package org.warpath.graph.lcc;

import java.lang.foreign.Arena;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;

/**
 * Clustering coefficients from a list of all triangles: an arc u→w among the neighbours of v is a
 * triangle of v, u and w, so each triangle is found once and serves its three corners. Counts are
 * integers: their order of addition does not matter.
 */
final class CpuLcc {
  private static final int ROUNDS = 32;
  private static final int PARTS_PER_ROUND = 128;

  private CpuLcc() {}

  static LccResult run(Graph graph, Engine.Cpu engine, RunControl control) {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    Csr in = graph.symmetric() ? null : graph.in(engine.threads());
    double load = Timings.secondsSince(start);

    start = System.nanoTime();
    double[] coefficients;
    try (Arena arena = Arena.ofShared()) {
      ForwardGraph forward = ForwardGraph.of(graph.out(), in, arena, engine.threads());
      AtomicLongArray arcs = arcsAmongNeighbours(forward, engine, control);
      coefficients = coefficients(forward, arcs);
    }
    double compute = Timings.secondsSince(start);

    start = System.nanoTime();
    double[] byVertex = graph.order().toVertexOrder(coefficients);
    double average = average(byVertex);
    Timings timings = new Timings(load, 0, compute, Timings.secondsSince(start));
    return new LccResult(byVertex, average, new RunStats(engine.toString(), 1, 0, true, timings));
  }

  private static AtomicLongArray arcsAmongNeighbours(
      ForwardGraph forward, Engine.Cpu engine, RunControl control) {
    AtomicLongArray arcs = new AtomicLongArray(forward.rankOf().length);
    int[] bounds = forward.balancedRanks(ROUNDS * PARTS_PER_ROUND);
    ConcurrentLinkedQueue<TriangleLister> idle = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < ROUNDS; round++) {
      int first = round * PARTS_PER_ROUND;
      Parallel.forEach(
          engine.threads(),
          PARTS_PER_ROUND,
          part -> {
            TriangleLister waiting = idle.poll();
            TriangleLister lister = waiting == null ? new TriangleLister(forward, arcs) : waiting;
            lister.list(bounds[first + part], bounds[first + part + 1]);
            idle.add(lister);
          });
      control.iteration("lcc", round + 1, ROUNDS, Double.NaN);
    }
    return arcs;
  }

  private static double[] coefficients(ForwardGraph forward, AtomicLongArray arcs) {
    int[] degrees = forward.degrees();
    double[] coefficients = new double[degrees.length];
    for (int v = 0; v < degrees.length; v++) {
      double pairs = degrees[v] * (degrees[v] - 1.0);
      coefficients[v] = pairs == 0 ? 0 : arcs.get(forward.rankOf()[v]) / pairs;
    }
    return coefficients;
  }

  /** Their mean, added in this order; 0 if there are none. */
  static double average(double[] coefficients) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum += coefficient;
    }
    return coefficients.length == 0 ? 0 : sum / coefficients.length;
  }
}
