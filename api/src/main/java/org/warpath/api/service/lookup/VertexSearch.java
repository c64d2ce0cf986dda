package org.warpath.api.service.lookup;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.warpath.graph.Graph;
import org.warpath.graph.names.NearestIds;

/** Finds vertices by what somebody typed. */
final class VertexSearch {
  private VertexSearch() {}

  /**
   * Up to {@code limit} vertices like {@code query}, the nearest first: {@code #17} means number 17
   * before all; then those with {@linkplain org.warpath.graph.VertexNames#nearest names like it},
   * or, in a graph without names, with {@linkplain NearestIds numbers like it}. Linear time in the
   * number of names, some 50 ns each.
   */
  static int[] search(Graph graph, String query, int limit) {
    Set<Integer> found = new LinkedHashSet<>();
    NearestIds numbers = new NearestIds(graph.vertexCount(), v -> v);
    if (query.startsWith("#")) {
      String number = query.substring(1);
      Arrays.stream(numbers.search(number, 1))
          .filter(v -> number.equals(Integer.toString(v)))
          .forEach(found::add);
    }
    int[] nearest =
        graph
            .names()
            .map(names -> names.nearest(query, limit))
            .orElseGet(() -> numbers.search(query, limit));
    Arrays.stream(nearest).forEach(found::add);
    return found.stream().limit(limit).mapToInt(Integer::intValue).toArray();
  }
}
