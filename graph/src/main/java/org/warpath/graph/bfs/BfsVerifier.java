package org.warpath.graph.bfs;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;

/**
 * Checks a search in O(n + m) time without searching: depths are right if and only if no arc leads
 * more than one level down, none leads from a reached to an unreached vertex, and every reached
 * vertex but the source has an arc from the level above.
 */
public final class BfsVerifier {
  private final Graph graph;
  private final BfsResult result;
  // By vertex, the smallest vertex one level up with an arc to it; −1 if there is none.
  private final int[] smallestAbove;

  private BfsVerifier(Graph graph, BfsResult result) {
    this.graph = graph;
    this.result = result;
    smallestAbove = new int[graph.vertexCount()];
  }

  /**
   * What is wrong with {@code result}, naming a vertex or an arc; empty if it is the result of a
   * whole search, without a target, of {@code graph}.
   */
  public static Optional<String> firstViolation(Graph graph, BfsResult result) {
    if (result.depths().length != graph.vertexCount()) {
      return Optional.of(
          result.depths().length + " depths for " + graph.vertexCount() + " vertices");
    }
    BfsVerifier verifier = new BfsVerifier(graph, result);
    Optional<String> violation = verifier.arcs();
    return violation.isPresent() ? violation : verifier.vertices();
  }

  private Optional<String> arcs() {
    Csr out = graph.out();
    VertexOrder order = graph.order();
    int[] depths = result.depths();
    Arrays.fill(smallestAbove, -1);
    for (int place = 0; place < out.rowCount(); place++) {
      int u = order.vertex(place);
      if (depths[u] < 0) {
        continue;
      }
      for (long e = out.rowStart(place); e < out.rowStart(place + 1); e++) {
        int v = order.vertex(out.column(e));
        if (depths[v] < 0 || depths[v] > depths[u] + 1) {
          return Optional.of(
              "arc " + u + "→" + v + " leads from depth " + depths[u] + " to " + depths[v]);
        }
        if (depths[v] == depths[u] + 1 && (smallestAbove[v] < 0 || u < smallestAbove[v])) {
          smallestAbove[v] = u;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> vertices() {
    int[] depths = result.depths();
    int @Nullable [] parents = result.parents();
    int reached = 0;
    int deepest = 0;
    for (int v = 0; v < depths.length; v++) {
      if ((depths[v] == 0) != (v == result.source())) {
        return Optional.of("vertex " + v + " has depth " + depths[v]);
      }
      if (depths[v] > 0 && smallestAbove[v] < 0) {
        return Optional.of("no arc leads to vertex " + v + " from depth " + (depths[v] - 1));
      }
      if (parents != null && parents[v] != smallestAbove[v]) {
        return Optional.of(
            "the parent of vertex " + v + " is " + parents[v] + ", not " + smallestAbove[v]);
      }
      reached += depths[v] >= 0 ? 1 : 0;
      deepest = Math.max(deepest, depths[v]);
    }
    if (reached != result.reached() || deepest + 1 != result.levels()) {
      return Optional.of(
          reached
              + " vertices in "
              + (deepest + 1)
              + " levels are reached, not "
              + result.reached()
              + " in "
              + result.levels());
    }
    return Optional.empty();
  }
}
