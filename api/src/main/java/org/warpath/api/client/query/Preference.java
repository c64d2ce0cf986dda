package org.warpath.api.client.query;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a personalised PageRank teleports to. */
public final class Preference {
  private final Object json;

  private Preference(Object json) {
    this.json = json;
  }

  /** To these vertices, all alike; 1 to 100,000 of them. */
  public static Preference of(List<VertexRef> vertices) {
    Range.within("vertices of a preference", vertices.size(), 1, 100_000);
    return new Preference(List.copyOf(vertices));
  }

  /** To the vertices of these names, all alike; 1 to 100,000 of them. */
  public static Preference of(String... names) {
    return of(Stream.of(names).map(VertexRef::of).toList());
  }

  /**
   * To these vertices in proportion to their weights.
   *
   * @param weights each at least 0, not all of them 0; 1 to 100,000 of them
   */
  public static Preference weighted(Map<VertexRef, Double> weights) {
    Range.within("vertices of a preference", weights.size(), 1, 100_000);
    Map<String, Double> byName = new LinkedHashMap<>();
    weights.forEach((vertex, weight) -> {
      Range.within("weight of " + vertex, weight, 0, Double.POSITIVE_INFINITY);
      byName.put(vertex.toString(), weight);
    });
    return new Preference(byName);
  }

  /** To all vertices, in proportion to the values of a vector kept with the graph. */
  public static Preference vector(String name) {
    return new Preference(name);
  }

  /** As JSON has it: an array, an object or the name of a vector. */
  @JsonValue
  public Object json() {
    return json;
  }
}
