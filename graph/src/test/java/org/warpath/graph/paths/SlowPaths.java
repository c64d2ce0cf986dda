package org.warpath.graph.paths;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Engine;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrTranspose;
import org.warpath.linalg.sparse.Semiring;
import org.warpath.linalg.sparse.SemiringSpmv;

/** Path searches by definition, slow and independent of the ones under test. */
public final class SlowPaths {
  private SlowPaths() {}

  private static Csr out(Graph graph, boolean weighted) {
    return weighted ? graph.out() : graph.out().withoutValues();
  }

  /** Bellman–Ford: x ← x ⊕ Aᵀ ⊗ x until nothing changes. */
  public static float[] fixedPoint(Graph graph, Semiring semiring, boolean weighted, int source) {
    VertexOrder order = graph.order();
    int n = graph.vertexCount();
    try (Arena arena = Arena.ofConfined()) {
      Csr in = CsrTranspose.transpose(out(graph, weighted), arena, 1);
      float[] x = new float[n];
      Arrays.fill(x, semiring.zero());
      x[order.stored(source)] = semiring.one();
      boolean changed = true;
      while (changed) {
        changed = false;
        float[] y = new float[n];
        SemiringSpmv.multiply(in, x, y, semiring, Engine.cpu(1));
        for (int v = 0; v < n; v++) {
          float sum = semiring.add(x[v], y[v]);
          changed |= sum != x[v];
          x[v] = sum;
        }
      }
      return order.toVertexOrder(x);
    }
  }

  /** Dijkstra without a heap: of the vertices not yet settled the best is settled next. O(n²). */
  public static float[] labelSetting(Graph graph, Semiring semiring, boolean weighted, int source) {
    Csr out = out(graph, weighted);
    VertexOrder order = graph.order();
    int n = graph.vertexCount();
    float[] labels = new float[n];
    boolean[] settled = new boolean[n];
    Arrays.fill(labels, semiring.zero());
    labels[source] = semiring.one();
    for (int round = 0; round < n; round++) {
      int u = -1;
      for (int v = 0; v < n; v++) {
        if (!settled[v] && (u < 0 || semiring.add(labels[u], labels[v]) != labels[u])) {
          u = v;
        }
      }
      settled[u] = true;
      int row = order.stored(u);
      for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
        int v = order.vertex(out.column(e));
        labels[v] = semiring.add(labels[v], semiring.multiply(labels[u], out.value(e)));
      }
    }
    return labels;
  }

  /** The canonical tree by its definition: levels over tight edges, then the least parent. */
  public static int[] parents(
      Graph graph, Semiring semiring, boolean weighted, int source, float[] labels) {
    Csr out = out(graph, weighted);
    VertexOrder order = graph.order();
    int n = graph.vertexCount();
    int[] levels = new int[n];
    int[] parents = new int[n];
    Arrays.fill(levels, -1);
    Arrays.fill(parents, -1);
    levels[source] = 0;
    boolean grown = true;
    for (int level = 0; grown; level++) {
      grown = false;
      for (int u = 0; u < n; u++) { // ascending, so the first parent found is the least
        int row = order.stored(u);
        for (long e = out.rowStart(row); levels[u] == level && e < out.rowStart(row + 1); e++) {
          int v = order.vertex(out.column(e));
          boolean tight = semiring.multiply(labels[u], out.value(e)) == labels[v];
          if (tight && labels[v] != semiring.zero() && levels[v] < 0) {
            levels[v] = level + 1;
            parents[v] = u;
            grown = true;
          }
        }
      }
    }
    return parents;
  }
}
