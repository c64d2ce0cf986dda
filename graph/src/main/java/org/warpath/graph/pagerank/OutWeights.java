package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/** D of weighted PageRank: what the weights of each vertex's out-edges sum to. */
final class OutWeights {
  /** Contributions, rank ÷ out-weight, stay within float32's normal range. */
  static final double FLOAT32_LEAST = 1e-25;

  static final double FLOAT32_LARGEST = 1e25;

  // Enough to balance tens of threads.
  private static final int BLOCKS = 256;

  private OutWeights() {}

  /**
   * Refuses a weighted run on a graph without weights.
   *
   * @throws IllegalArgumentException if {@code weighted} and it has none
   */
  static void requireWeights(Graph graph, boolean weighted) {
    if (weighted && !graph.weighted()) {
      throw new IllegalArgumentException("weighted PageRank needs edge weights; there are none");
    }
  }

  /** Whether float32 can divide by {@code sum}, or need not. */
  static boolean suitsFloat32(double sum) {
    return sum == 0 || (sum >= FLOAT32_LEAST && sum <= FLOAT32_LARGEST);
  }

  /** The refusal of the {@code sum} of the vertex stored at {@code place}. */
  static IllegalArgumentException unsuitedToFloat32(Graph graph, int place, double sum) {
    return new IllegalArgumentException(
        "precision float32 needs out-weights in ["
            + FLOAT32_LEAST
            + ", "
            + FLOAT32_LARGEST
            + "], vertex "
            + graph.order().vertex(place)
            + " has "
            + sum
            + ": use float64");
  }

  /**
   * The out-weight of each vertex, by stored place.
   *
   * @throws IllegalArgumentException if a weight is negative or not finite, naming the first edge
   */
  static double[] sums(Graph graph, int threads) {
    Csr out = graph.out();
    MemorySegment values = out.values();
    double[] sums = new double[out.rowCount()];
    int[] bounds = out.balancedRows(BLOCKS);
    long[] firstBad = new long[BLOCKS];
    Parallel.forEach(
        threads,
        BLOCKS,
        block -> {
          firstBad[block] = -1;
          for (int u = bounds[block]; u < bounds[block + 1]; u++) {
            double sum = 0;
            long end = out.rowStart(u + 1);
            for (long e = out.rowStart(u); e < end; e++) {
              float weight = values.getAtIndex(JAVA_FLOAT, e);
              if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY) && firstBad[block] < 0) {
                firstBad[block] = e;
              }
              sum += weight;
            }
            sums[u] = sum;
          }
        });
    for (int block = 0; block < BLOCKS; block++) {
      if (firstBad[block] >= 0) {
        throw badWeight(graph.order(), out, bounds[block], firstBad[block]);
      }
    }
    return sums;
  }

  /** The refusal of {@code entry}, in {@code row} or a later one. */
  private static IllegalArgumentException badWeight(
      VertexOrder order, Csr out, int row, long entry) {
    int source = row;
    while (out.rowStart(source + 1) <= entry) {
      source++;
    }
    return new IllegalArgumentException(
        "PageRank needs finite weights ≥ 0; the edge "
            + order.vertex(source)
            + "→"
            + order.vertex(out.column(entry))
            + " has "
            + out.value(entry));
  }
}
