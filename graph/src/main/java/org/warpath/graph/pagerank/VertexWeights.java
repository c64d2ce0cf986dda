package org.warpath.graph.pagerank;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;

/**
 * Weights of vertices, at least one of them positive, none negative: a preference vector or a start
 * vector, which a run normalises to sum 1. Either a few vertices, the others weighing 0, or all of
 * a graph's. Immutable.
 */
public final class VertexWeights {
  private final String role;
  private final Map<Integer, Double> sparse;
  private final double[] dense;
  private final double largest;

  private VertexWeights(String role, Map<Integer, Double> sparse, double[] dense) {
    this.role = role;
    this.sparse = sparse;
    this.dense = dense;
    double[] max = {0};
    sparse.forEach((vertex, weight) -> max[0] = Math.max(max[0], require(vertex, weight)));
    for (int v = 0; v < dense.length; v++) {
      max[0] = Math.max(max[0], require(v, dense[v]));
    }
    largest = max[0];
    if (largest == 0) {
      throw new IllegalArgumentException(role + " must have a positive weight, all were 0");
    }
  }

  private double require(int vertex, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          role + " of vertex " + vertex + " must be finite and not negative, was " + weight);
    }
    return weight;
  }

  /**
   * The weights of a few vertices.
   *
   * @param role what the vector is to the caller, for messages: {@code "personalization"}
   * @param weights vertex → weight, copied
   * @throws IllegalArgumentException if a weight is negative or not finite, or none is positive
   */
  public static VertexWeights of(String role, Map<Integer, Double> weights) {
    return new VertexWeights(role, new TreeMap<>(weights), new double[0]);
  }

  /**
   * The weights of all vertices.
   *
   * @param role what the vector is to the caller, for messages
   * @param weights double[n], entry v the weight of vertex v, copied
   * @throws IllegalArgumentException if a weight is negative or not finite, or none is positive
   */
  public static VertexWeights of(String role, double[] weights) {
    return new VertexWeights(role, Map.of(), weights.clone());
  }

  /**
   * The weights divided by their sum, by stored place: a new double[n].
   *
   * @throws IllegalArgumentException if they name a vertex that {@code graph} does not have, or are
   *     not as many as its vertices
   */
  double[] distribution(Graph graph) {
    return byStoredPlace(graph, true);
  }

  /** As {@link #distribution}, or the weights as they are if not {@code normalised}. */
  double[] byStoredPlace(Graph graph, boolean normalised) {
    requireFor(graph);
    // Dividing by the largest first keeps the sum finite whatever the weights' scale.
    double[] sum = {0};
    forEach((vertex, weight) -> sum[0] += weight / largest);
    double[] shares = new double[graph.vertexCount()];
    VertexOrder order = graph.order();
    forEach((vertex, weight) ->
        shares[order.stored(vertex)] = normalised ? weight / largest / sum[0] : weight);
    return shares;
  }

  private void requireFor(Graph graph) {
    if (sparse.isEmpty() && dense.length != graph.vertexCount()) {
      throw new IllegalArgumentException(
          role
              + " must have one weight for each of the graph's "
              + graph.vertexCount()
              + " vertices, had "
              + dense.length);
    }
    sparse.keySet().forEach(vertex -> graph.requireVertex(role + " vertex", vertex));
  }

  /**
   * The weights as kernels use them; a few vertices take no array of n.
   *
   * @param normalised whether to divide by the sum
   * @throws IllegalArgumentException as {@link #distribution}
   */
  StoredPreference stored(Graph graph, boolean normalised) {
    if (sparse.isEmpty()) {
      return new StoredPreference.Vector(byStoredPlace(graph, normalised));
    }
    requireFor(graph);
    double[] sum = {0};
    TreeMap<Integer, Double> byPlace = new TreeMap<>();
    sparse.forEach((vertex, weight) -> {
      byPlace.put(graph.order().stored(vertex), weight);
      sum[0] += weight / largest;
    });
    return new StoredPreference.Points(
        byPlace.keySet().stream().mapToInt(Integer::intValue).toArray(),
        byPlace.values().stream()
            .mapToDouble(weight -> normalised ? weight / largest / sum[0] : weight)
            .toArray());
  }

  private void forEach(ObjDoubleConsumer<Integer> body) {
    sparse.forEach(body::accept);
    for (int v = 0; v < dense.length; v++) {
      body.accept(v, dense[v]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VertexWeights that
        && role.equals(that.role)
        && sparse.equals(that.sparse)
        && Arrays.equals(dense, that.dense);
  }

  @Override
  public int hashCode() {
    return 31 * sparse.hashCode() + Arrays.hashCode(dense);
  }

  @Override
  public String toString() {
    return role + " of " + Math.max(sparse.size(), dense.length) + " vertices";
  }
}
