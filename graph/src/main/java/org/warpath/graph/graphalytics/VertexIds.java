package org.warpath.graph.graphalytics;

import java.util.Arrays;
import org.warpath.graph.Graph;

/** The 64-bit ids of a graph's vertices, ascending as the reader leaves them. */
final class VertexIds {
  private final long[] ids;

  private VertexIds(long[] ids) {
    this.ids = ids;
  }

  static VertexIds of(Graph graph) {
    long[] ids = new long[graph.vertexCount()];
    Arrays.setAll(ids, v -> Long.parseLong(graph.name(v)));
    return new VertexIds(ids);
  }

  int count() {
    return ids.length;
  }

  long id(int vertex) {
    return ids[vertex];
  }

  /** The vertex of {@code id}, or a negative number. */
  int vertex(long id) {
    return Arrays.binarySearch(ids, id);
  }
}
