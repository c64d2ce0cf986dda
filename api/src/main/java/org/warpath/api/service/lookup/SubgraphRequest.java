package org.warpath.api.service.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.algorithms.VertexReferences;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.Graph;

/** What a subgraph is asked for with. */
record SubgraphRequest(
    @Nullable JsonNode vertices,
    @Nullable Integer hops,
    Neighborhood.@Nullable Direction direction,
    @Nullable Integer limit) {
  private static final int MAX_STARTS = 1000;

  SubgraphRequest {
    requireRange("hops", hops, 0, 10);
    requireRange("limit", limit, 1, 10_000);
  }

  private static void requireRange(String field, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw new IllegalArgumentException(
          field + " must be in [" + least + ", " + most + "], was " + value);
    }
  }

  /**
   * The vertices to begin with.
   *
   * @throws Problem if they are no array of 1 to 1000 vertices of {@code graph}
   */
  List<Integer> starts(Graph graph) {
    if (vertices == null
        || !vertices.isArray()
        || vertices.isEmpty()
        || vertices.size() > MAX_STARTS) {
      throw new Problem(
              ProblemType.INVALID_REQUEST,
              "vertices must be an array of 1 to " + MAX_STARTS + " numbers or names of vertices")
          .with("pointer", "/vertices");
    }
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < vertices.size(); i++) {
      starts.add(VertexReferences.resolve(graph, vertices.get(i), "vertices/" + i));
    }
    return starts;
  }

  int hopsOrDefault() {
    return hops == null ? 1 : hops;
  }

  Neighborhood.Direction directionOrDefault() {
    return direction == null ? Neighborhood.Direction.BOTH : direction;
  }

  int limitOrDefault() {
    return limit == null ? 100 : limit;
  }
}
