package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * Stores vertices by descending degree, so that the few vertices most edges lead to share the
 * nearest caches (Zhang, Kiriansky, Mendis, Zaharia and Amarasinghe, "Making caches work for graph
 * analytics", 2017).
 */
public final class DegreeOrder {
  /**
   * Below this many vertices every per-vertex array fits a core's own cache, whatever the order.
   */
  private static final int SMALL = 1 << 17;

  private static final int PARTS = 256;

  private DegreeOrder() {}

  /**
   * Whether the order pays: the graph is large, its largest degree exceeds 32 times the mean, and
   * fewer than 30 % of its arcs lead to a vertex numbered within 1 % of n of their source: a crawl
   * in URL order, or a road network, is best left alone.
   */
  static boolean pays(Csr out, int[] degrees) {
    return isSkewed(degrees) && nearShare(out) < 0.3;
  }

  /** Whether the graph is large, and its largest degree exceeds 32 times the mean. */
  public static boolean isSkewed(int[] degrees) {
    long sum = 0;
    int largest = 0;
    for (int degree : degrees) {
      sum += degree;
      largest = Math.max(largest, degree);
    }
    return degrees.length >= SMALL && largest > 32.0 * sum / degrees.length;
  }

  private static double nearShare(Csr out) {
    int n = out.rowCount();
    long near = 0;
    long seen = 0;
    int step = Math.max(1, n / 100_000);
    for (int u = 0; u < n; u += step) {
      long end = out.rowStart(u + 1);
      for (long e = out.rowStart(u); e < end; e++) {
        near += Math.abs((long) out.column(e) - u) * 100 <= n ? 1 : 0;
        seen++;
      }
    }
    return seen == 0 ? 1 : (double) near / seen;
  }

  /**
   * Arcs out of plus into each vertex; out alone if the graph is symmetric; capped at the largest
   * int.
   */
  static int[] degrees(Csr out, boolean symmetric, int threads) {
    int n = out.rowCount();
    long[] degrees = new long[n];
    for (int v = 0; v < n; v++) {
      degrees[v] = out.rowLength(v);
    }
    if (!symmetric && out.entryCount() > 0) {
      MemorySegment columns = out.columnIndices();
      long entries = out.entryCount();
      // Each counts in an array of its own; together they must not outgrow the matrix.
      int team = (int) Math.clamp(entries / n, 1L, threads);
      int[][] counts = new int[team][];
      Parallel.forEach(
          team,
          team,
          task -> {
            int[] count = new int[n];
            long end = entries * (task + 1) / team;
            for (long e = entries * task / team; e < end; e++) {
              count[columns.getAtIndex(JAVA_INT, e)]++;
            }
            counts[task] = count;
          });
      for (int[] count : counts) {
        for (int v = 0; v < n; v++) {
          degrees[v] += Integer.toUnsignedLong(count[v]);
        }
      }
    }
    int[] capped = new int[n];
    for (int v = 0; v < n; v++) {
      capped[v] = (int) Math.min(Integer.MAX_VALUE, degrees[v]);
    }
    return capped;
  }

  /** The order by descending degree, ties as numbered; in memory of {@code arena}. */
  public static VertexOrder order(int[] degrees, Arena arena, int threads) {
    int n = degrees.length;
    long[] keys = new long[n];
    for (int v = 0; v < n; v++) {
      keys[v] = ((long) (Integer.MAX_VALUE - degrees[v]) << Integer.SIZE) | v;
    }
    if (threads > 1) {
      Arrays.parallelSort(keys);
    } else {
      Arrays.sort(keys);
    }
    MemorySegment vertexOfStored = arena.allocate((long) n * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment storedOfVertex = arena.allocate((long) n * Integer.BYTES, Csr.ALIGNMENT);
    for (int place = 0; place < n; place++) {
      int vertex = (int) keys[place];
      vertexOfStored.setAtIndex(JAVA_INT, place, vertex);
      storedOfVertex.setAtIndex(JAVA_INT, vertex, place);
    }
    return VertexOrder.of(vertexOfStored, storedOfVertex);
  }

  /**
   * {@code matrix} with rows and columns renumbered by {@code order}, rows ascending; in memory of
   * {@code arena}.
   */
  static Csr relabel(Csr matrix, VertexOrder order, Arena arena, int threads) {
    int n = matrix.rowCount();
    MemorySegment rowOffsets = arena.allocate((n + 1L) * Long.BYTES, Csr.ALIGNMENT);
    long offset = 0;
    for (int place = 0; place < n; place++) {
      rowOffsets.setAtIndex(JAVA_LONG, place, offset);
      offset += matrix.rowLength(order.vertex(place));
    }
    rowOffsets.setAtIndex(JAVA_LONG, n, offset);
    MemorySegment columns = arena.allocate(offset * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment values =
        matrix.values() == null ? null : arena.allocate(offset * Float.BYTES, Csr.ALIGNMENT);
    Csr result = new Csr(n, n, rowOffsets, columns, values);
    int[] storedOf = new int[n];
    MemorySegment.copy(order.storedOfVertex(), JAVA_INT, 0, storedOf, 0, n);
    int[] bounds = result.balancedRows(PARTS);
    Parallel.forEach(
        threads,
        PARTS,
        part -> relabelRows(matrix, order, storedOf, result, bounds[part], bounds[part + 1]));
    return result;
  }

  private static void relabelRows(
      Csr matrix, VertexOrder order, int[] storedOf, Csr result, int from, int to) {
    int[] row = new int[64];
    float[] rowValues = matrix.values() == null ? null : new float[64];
    RowSort sorter = new RowSort();
    for (int place = from; place < to; place++) {
      int vertex = order.vertex(place);
      long begin = matrix.rowStart(vertex);
      int length = Math.toIntExact(matrix.rowLength(vertex));
      if (row.length < length) {
        row = new int[Math.max(length, 2 * row.length)];
        rowValues = rowValues == null ? null : new float[row.length];
      }
      MemorySegment.copy(matrix.columnIndices(), JAVA_INT, begin * Integer.BYTES, row, 0, length);
      for (int i = 0; i < length; i++) {
        row[i] = storedOf[row[i]];
      }
      if (rowValues != null) {
        MemorySegment.copy(matrix.values(), JAVA_FLOAT, begin * Float.BYTES, rowValues, 0, length);
      }
      sorter.sort(row, rowValues, 0, length);
      long target = result.rowStart(place);
      MemorySegment.copy(row, 0, result.columnIndices(), JAVA_INT, target * Integer.BYTES, length);
      if (rowValues != null) {
        MemorySegment.copy(rowValues, 0, result.values(), JAVA_FLOAT, target * Float.BYTES, length);
      }
    }
  }
}
