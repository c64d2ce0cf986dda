package org.warpath.graph.paths;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.warpath.graph.Graph;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * What a graph's weights are like, found by one pass over them; the pass is made once a graph and
 * remembered as long as the graph lives.
 *
 * @param least the least weight, +∞ if there are no edges; NaN does not count
 * @param mean the mean of the finite weights, 0 if there are none
 * @param hasNaN whether any weight is NaN
 */
public record EdgeWeights(float least, double mean, boolean hasNaN) {
  private static final int GRAIN = 1 << 18;
  private static final Map<Graph, EdgeWeights> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Every edge weighs 1. */
  public static final EdgeWeights ONES = new EdgeWeights(1f, 1.0, false);

  /** The weights of {@code graph}; {@link #ONES} if it has none. O(m) time on the first call. */
  public static EdgeWeights of(Graph graph, int threads) {
    if (!graph.weighted()) {
      return ONES;
    }
    EdgeWeights known = KNOWN.get(graph);
    if (known == null) {
      known = scan(graph.out(), threads);
      KNOWN.put(graph, known);
    }
    return known;
  }

  /**
   * These, checked for shortest paths.
   *
   * @param graph whose weights these are
   * @throws IllegalArgumentException if a weight is negative or NaN; its message names the first
   *     such edge
   */
  public EdgeWeights requireNonNegative(Graph graph) {
    if (hasNaN || least < 0) {
      throw BadWeight.first(graph, weight -> !(weight >= 0), "weights must not be negative or NaN");
    }
    return this;
  }

  /**
   * These, checked for widest paths.
   *
   * @param graph whose weights these are
   * @throws IllegalArgumentException if a weight is NaN; its message names the first such edge
   */
  public EdgeWeights requireNumbers(Graph graph) {
    if (hasNaN) {
      throw BadWeight.first(graph, Float::isNaN, "capacities must not be NaN");
    }
    return this;
  }

  private static EdgeWeights scan(Csr out, int threads) {
    MemorySegment weights = out.values();
    long count = out.entryCount();
    Span[] spans = new Span[Parallel.tasks(count, GRAIN)];
    Parallel.forEach(
        threads,
        spans.length,
        task -> {
          long from = (long) task * GRAIN;
          spans[task] = Span.of(weights, from, Math.min(count, from + GRAIN));
        });
    Span all = Span.NONE;
    for (Span span : spans) {
      all = all.and(span);
    }
    double mean = all.finite == 0 ? 0 : all.sum / all.finite;
    return new EdgeWeights(all.least, mean, all.hasNaN);
  }

  private record Span(float least, double sum, long finite, boolean hasNaN) {
    static final Span NONE = new Span(Float.POSITIVE_INFINITY, 0, 0, false);

    static Span of(MemorySegment weights, long from, long to) {
      float least = Float.POSITIVE_INFINITY;
      double sum = 0;
      long finite = 0;
      boolean hasNaN = false;
      for (long e = from; e < to; e++) {
        float weight = weights.getAtIndex(JAVA_FLOAT, e);
        if (weight < least) {
          least = weight;
        }
        if (Math.abs(weight) <= Float.MAX_VALUE) {
          sum += weight;
          finite++;
        }
        hasNaN |= Float.isNaN(weight);
      }
      return new Span(least, sum, finite, hasNaN);
    }

    Span and(Span other) {
      return new Span(
          Math.min(least, other.least),
          sum + other.sum,
          finite + other.finite,
          hasNaN || other.hasNaN);
    }
  }
}
