package org.warpath.graph.cdlp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;

/**
 * Label propagation by pulling: each vertex counts its neighbours' labels of the round before, so
 * no two threads write near each other and the result cannot depend on their number. Labels are the
 * users' vertex numbers throughout, whatever the storage order, because ties go by them.
 */
final class CpuCdlp {
  private static final int PARTS = 512;

  private final Csr out;
  private final @Nullable Csr in;
  private int[] labels;
  private int[] next;

  private CpuCdlp(Csr out, @Nullable Csr in, VertexOrder order) {
    this.out = out;
    this.in = in;
    labels = new int[out.rowCount()];
    next = new int[out.rowCount()];
    for (int v = 0; v < labels.length; v++) {
      labels[v] = order.vertex(v);
    }
  }

  static CdlpResult run(Graph graph, CdlpOptions options, Engine.Cpu engine, RunControl control) {
    long start = System.nanoTime();
    Csr in = graph.symmetric() ? null : graph.in(engine.threads());
    double load = Timings.secondsSince(start);

    start = System.nanoTime();
    CpuCdlp state = new CpuCdlp(graph.out(), in, graph.order());
    int[] bounds = graph.out().balancedRows(PARTS);
    int iterations = 0;
    long changed = graph.vertexCount();
    control.cancellation().throwIfCancelled();
    while (iterations < options.iterations() && changed > 0) {
      changed =
          Parallel.sumLong(
              engine.threads(), PARTS, part -> state.vote(bounds[part], bounds[part + 1]));
      state.swap();
      iterations++;
      control.iteration("cdlp", iterations, options.iterations(), state.fraction(changed));
    }
    double compute = Timings.secondsSince(start);

    start = System.nanoTime();
    int[] byVertex = graph.order().toVertexOrder(state.labels);
    int communities = countDistinct(byVertex);
    Timings timings = new Timings(load, 0, compute, Timings.secondsSince(start));
    return new CdlpResult(
        byVertex,
        communities,
        new RunStats(
            engine.toString(), iterations, state.fraction(changed), changed == 0, timings));
  }

  private void swap() {
    int[] old = labels;
    labels = next;
    next = old;
  }

  private double fraction(long changed) {
    return changed == 0 ? 0 : (double) changed / labels.length;
  }

  /** next[v] = the most frequent of labels[u] over u→v and v→u, for rows {@code from … to−1}. */
  private long vote(int from, int to) {
    LabelHistogram histogram = new LabelHistogram();
    long changed = 0;
    for (int v = from; v < to; v++) {
      long neighbours = out.rowLength(v) + (in == null ? 0 : in.rowLength(v));
      int label = labels[v];
      if (neighbours > 0) {
        histogram.clear(Math.min(neighbours, labels.length));
        count(out, v, labels, histogram);
        if (in != null) {
          count(in, v, labels, histogram);
        }
        label = histogram.mostFrequent();
      }
      next[v] = label;
      changed += label == labels[v] ? 0 : 1;
    }
    return changed;
  }

  private static void count(Csr csr, int row, int[] labels, LabelHistogram histogram) {
    MemorySegment columns = csr.columnIndices();
    MemorySegment offsets = csr.rowOffsets();
    long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
    for (long e = offsets.getAtIndex(JAVA_LONG, row); e < end; e++) {
      histogram.add(labels[columns.getAtIndex(JAVA_INT, e)]);
    }
  }

  private static int countDistinct(int[] labels) {
    BitSet seen = new BitSet(labels.length);
    for (int label : labels) {
      seen.set(label);
    }
    return seen.cardinality();
  }
}
