package org.warpath.graph.wcc;

import java.util.Arrays;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;

/**
 * Checks components in O(n + m) time and little more, by plain sequential union-find: independent
 * of how they were found.
 */
public final class WccVerifier {
  private WccVerifier() {}

  /** What is wrong with {@code result}, naming a vertex; empty if it is right for {@code graph}. */
  public static Optional<String> firstViolation(Graph graph, WccResult result) {
    int n = graph.vertexCount();
    int[] labels = result.labels();
    if (labels.length != n) {
      return Optional.of(labels.length + " labels for " + n + " vertices");
    }
    int[] smallest = components(graph);
    int[] sizes = new int[n];
    int components = 0;
    for (int v = 0; v < n; v++) {
      int expected = find(smallest, v);
      if (labels[v] != expected) {
        return Optional.of("vertex " + v + " has label " + labels[v] + ", not " + expected);
      }
      components += sizes[expected]++ == 0 ? 1 : 0;
    }
    int largest = Arrays.stream(sizes).max().orElse(0);
    if (components != result.componentCount() || largest != result.largestSize()) {
      return Optional.of(
          components
              + " components, the largest of "
              + largest
              + ", not "
              + result.componentCount()
              + " of "
              + result.largestSize());
    }
    return Optional.empty();
  }

  /** A forest over the vertices, one tree a component, with its smallest vertex as the root. */
  private static int[] components(Graph graph) {
    Csr out = graph.out();
    VertexOrder order = graph.order();
    int[] parents = new int[graph.vertexCount()];
    Arrays.setAll(parents, v -> v);
    for (int place = 0; place < out.rowCount(); place++) {
      int u = order.vertex(place);
      for (long e = out.rowStart(place); e < out.rowStart(place + 1); e++) {
        int a = find(parents, u);
        int b = find(parents, order.vertex(out.column(e)));
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
    return parents;
  }

  private static int find(int[] parents, int vertex) {
    int at = vertex;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
