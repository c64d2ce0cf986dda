package org.warpath.graph.triangles;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.graph.Graph;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * Finds or makes the oriented rows of a graph. The stored rows of a symmetric graph without
 * parallel edges serve as they are, each up to its own column, if their order is by degree or
 * nearly as good.
 */
final class Orientation {
  private static final int TASKS = 256;

  // Making new rows costs about as much as this many steps of intersecting for each arc.
  private static final double STEPS_AN_ARC = 16;

  private final Graph graph;
  private final Csr out;
  private final int count;
  private final int threads;
  private final int[] bounds;
  private final int[] lengths;

  Orientation(Graph graph, int threads) {
    this.graph = graph;
    this.out = graph.out();
    this.count = graph.vertexCount();
    this.threads = threads;
    this.bounds = out.balancedRows(TASKS);
    this.lengths = new int[count];
  }

  /** The rows, in the graph's own memory or that of {@code arena}. */
  OrientedRows rows(Arena arena) {
    if (graph.symmetric() && measureSimple() && (descending() || goodEnough())) {
      return new OrientedRows(out.rowOffsets(), out.columnIndices(), lengths, new int[0]);
    }
    return new DegreeRanking(graph, threads).rows(arena);
  }

  /** Measures each row up to its own column; returns whether no edge is parallel to another. */
  private boolean measureSimple() {
    return Parallel.sumLong(threads, TASKS, task -> measure(bounds[task], bounds[task + 1])) == 0;
  }

  private long measure(int from, int to) {
    MemorySegment offsets = out.rowOffsets();
    MemorySegment columns = out.columnIndices();
    long parallel = 0;
    for (int v = from; v < to; v++) {
      long begin = offsets.getAtIndex(JAVA_LONG, v);
      long end = offsets.getAtIndex(JAVA_LONG, v + 1L);
      int before = -1;
      long e = begin;
      while (e < end) {
        int u = columns.getAtIndex(JAVA_INT, e);
        if (u >= v) {
          break;
        }
        parallel += u == before ? 1 : 0;
        before = u;
        e++;
      }
      lengths[v] = (int) (e - begin);
    }
    return parallel;
  }

  private boolean descending() {
    for (int v = 1; v < count; v++) {
      if (out.rowLength(v) > out.rowLength(v - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the work saved by ordering by degree is less than what the ordering costs. */
  private boolean goodEnough() {
    double saved = Parallel.sum(threads, TASKS, task -> savedSteps(bounds[task], bounds[task + 1]));
    return saved <= STEPS_AN_ARC * out.entryCount();
  }

  private double savedSteps(int from, int to) {
    double saved = 0;
    for (int v = from; v < to; v++) {
      long degree = out.rowLength(v);
      long end = out.rowStart(v + 1);
      long ordered = 0;
      for (long e = out.rowStart(v); e < end; e++) {
        int u = out.column(e);
        long other = out.rowLength(u);
        ordered += other > degree || (other == degree && u < v) ? 1 : 0;
      }
      saved += (double) lengths[v] * lengths[v] - (double) ordered * ordered;
    }
    return saved;
  }
}
