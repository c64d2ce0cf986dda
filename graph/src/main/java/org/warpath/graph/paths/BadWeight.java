package org.warpath.graph.paths;

import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;

/** Finds the edge to name when weights are refused. */
final class BadWeight {
  private BadWeight() {}

  @FunctionalInterface
  interface Bad {
    boolean test(float weight);
  }

  /** The refusal, naming the bad edge with the least source and, among those, the least target. */
  static IllegalArgumentException first(Graph graph, Bad bad, String rule) {
    Csr out = graph.out();
    VertexOrder order = graph.order();
    for (int u = 0; u < graph.vertexCount(); u++) {
      int row = order.stored(u);
      long found = -1;
      for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
        if (bad.test(out.value(e))
            && (found < 0 || order.vertex(out.column(e)) < order.vertex(out.column(found)))) {
          found = e;
        }
      }
      if (found >= 0) {
        int v = order.vertex(out.column(found));
        return new IllegalArgumentException(
            rule + ": the edge " + u + "→" + v + " has " + out.value(found));
      }
    }
    throw new IllegalStateException("the weights changed while they were read");
  }
}
