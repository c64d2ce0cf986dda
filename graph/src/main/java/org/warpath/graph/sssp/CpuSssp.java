package org.warpath.graph.sssp;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.OptionalDouble;
import org.warpath.graph.Graph;
import org.warpath.graph.paths.BucketSearch;
import org.warpath.graph.paths.CpuPathRun;
import org.warpath.graph.paths.EdgeWeights;
import org.warpath.graph.paths.PathLabels;
import org.warpath.graph.paths.PathRun;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;

/**
 * Delta-stepping. Labels are the bits of the distance, which for numbers that are not negative
 * order as integers. Bucket k holds distances in [base + kΔ, base + (k+1)Δ), the last one all
 * beyond; when only that is left, base moves to the least distance waiting. So neither the ratio of
 * distances to Δ nor a Δ below the distances' resolution matters.
 */
final class CpuSssp extends BucketSearch {
  private static final int BUCKETS = 1024;
  private static final int LAST = BUCKETS - 1;
  private static final int SOURCE = Float.floatToRawIntBits(0f);

  private final Csr out;
  private final double delta;
  private double base;

  private CpuSssp(Csr out, double delta, int threads) {
    super(out, BUCKETS, Float.floatToRawIntBits(Float.POSITIVE_INFINITY), threads);
    this.out = out;
    this.delta = delta;
  }

  static PathLabels run(PathRun run, OptionalDouble chosen, Engine.Cpu engine, RunControl control) {
    Graph graph = run.graph();
    long start = System.nanoTime();
    EdgeWeights weights =
        run.weighted()
            ? EdgeWeights.of(graph, engine.threads()).requireNonNegative(graph)
            : EdgeWeights.ONES;
    double delta = chosen.orElseGet(() -> delta(graph, weights));
    double load = Timings.secondsSince(start);
    CpuSssp search = new CpuSssp(run.out(), delta, engine.threads());
    return new CpuPathRun(run, engine).answer(search, SOURCE, "sssp", control, load);
  }

  // Buckets of the mean weight over the mean degree settle about one vertex's arcs at a time (Meyer
  // and Sanders, section 5); measured times differ little within a factor of 4 of it, on R-MAT
  // graphs and street networks alike. Narrower than the least weight saves nothing: all arcs then
  // lead into later buckets.
  private static double delta(Graph graph, EdgeWeights weights) {
    double degree = (double) graph.edgeCount() / Math.max(1, graph.vertexCount());
    double delta = Math.max(weights.least(), weights.mean() / Math.max(1, degree));
    return delta > 0 && delta < Double.POSITIVE_INFINITY ? delta : 1;
  }

  @Override
  protected float decode(int label) {
    return Float.intBitsToFloat(label);
  }

  @Override
  protected int bucket(int label) {
    // A quotient, since 1 / Δ may overflow: the distance at base must stay in bucket 0.
    double bucket = (Float.intBitsToFloat(label) - base) / delta;
    return bucket < LAST ? (int) bucket : LAST;
  }

  @Override
  protected boolean moveBuckets(int best) {
    base = Float.intBitsToFloat(best);
    return true;
  }

  @Override
  protected int scan(long from, long to, int label, int[] labels, int[] heads, int[] offers) {
    MemorySegment columns = out.columnIndices();
    MemorySegment weights = out.values();
    float distance = Float.intBitsToFloat(label);
    int count = 0;
    for (long e = from; e < to; e++) {
      int v = columns.getAtIndex(JAVA_INT, e);
      float weight = weights == null ? 1f : weights.getAtIndex(JAVA_FLOAT, e);
      int offer = Float.floatToRawIntBits(distance + weight);
      heads[count] = v;
      offers[count] = offer;
      count += (offer - labels[v]) >>> 31; // 1 if less: neither is negative
    }
    return count;
  }
}
