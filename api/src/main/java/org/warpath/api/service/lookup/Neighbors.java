package org.warpath.api.service.lookup;

import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;

/**
 * A page of a vertex's neighbours, in the order in which the graph stores them: always the same.
 * Parallel edges come side by side.
 *
 * @param degree how many there are in all
 * @param vertices the neighbours of this page
 * @param weights of the edge that leads to or from each; 1 in a graph without weights
 */
record Neighbors(long degree, int[] vertices, float[] weights) {

  /** Which edges. */
  enum Direction {
    OUT,
    IN;

    /** The rows that hold them; those of incoming edges may have to be made, once a graph. */
    Csr rows(Graph graph) {
      return this == OUT ? graph.out() : graph.in();
    }
  }

  /**
   * Neighbours number {@code offset}, {@code offset + 1} … of {@code vertex}, up to {@code limit}.
   * Time and memory are those of the answer.
   */
  static Neighbors of(Graph graph, int vertex, Direction direction, long offset, int limit) {
    Csr rows = direction.rows(graph);
    VertexOrder order = graph.order();
    int row = order.stored(graph.requireVertex("vertex", vertex));
    long degree = rows.rowLength(row);
    long first = rows.rowStart(row) + Math.min(offset, degree);
    int count = (int) Math.min(limit, degree - Math.min(offset, degree));
    int[] vertices = new int[count];
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      vertices[i] = order.vertex(rows.column(first + i));
      weights[i] = rows.value(first + i);
    }
    return new Neighbors(degree, vertices, weights);
  }
}
