package org.warpath.graph.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.linalg.sparse.Csr;

/** A graph's arcs by vertex, read the plain way. */
final class Arcs {
  private static final Comparator<Edge> ORDER =
      Comparator.comparingInt(Edge::source)
          .thenComparingInt(Edge::target)
          .thenComparingDouble(Edge::weight);

  private Arcs() {}

  /** All arcs, sorted. */
  static List<Edge> of(Graph graph) {
    List<Edge> arcs = new ArrayList<>();
    Csr out = graph.out();
    for (int row = 0; row < out.rowCount(); row++) {
      for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
        arcs.add(
            new Edge(graph.order().vertex(row), graph.order().vertex(out.column(e)), out.value(e)));
      }
    }
    return sorted(arcs);
  }

  /** {@code arcs} by source, target and weight. */
  static List<Edge> sorted(List<Edge> arcs) {
    List<Edge> sorted = new ArrayList<>(arcs);
    Collections.sort(sorted, ORDER);
    return sorted;
  }
}
