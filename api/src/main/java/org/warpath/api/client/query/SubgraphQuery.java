package org.warpath.api.client.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What lies around some vertices. */
public final class SubgraphQuery extends Options<SubgraphQuery> {

  /** Which edges a hop follows. */
  public enum Direction {
    OUT,
    IN,
    /** Either way; the default. */
    BOTH
  }

  private SubgraphQuery(Map<String, Object> values) {
    super(values);
  }

  /** Around 1 to 1000 vertices. */
  public static SubgraphQuery around(List<VertexRef> vertices) {
    Range.within("vertices", vertices.size(), 1, 1000);
    return new SubgraphQuery(Map.of("vertices", List.copyOf(vertices)));
  }

  /** Around the vertices of these names. */
  public static SubgraphQuery around(String... names) {
    return around(Stream.of(names).map(VertexRef::of).toList());
  }

  /** So many edges away at most, 0 to 10; 1 by default. */
  public SubgraphQuery withHops(int hops) {
    return with("hops", Range.within("hops", hops, 0, 10));
  }

  /** Along edges of this direction; both by default. */
  public SubgraphQuery withDirection(Direction direction) {
    return with("direction", direction);
  }

  /**
   * So many vertices at most, 1 to 10,000, in each hop those of the highest PageRank; 100 by
   * default.
   */
  public SubgraphQuery withLimit(int limit) {
    return with("limit", Range.within("limit", limit, 1, 10_000));
  }

  @Override
  SubgraphQuery of(Map<String, Object> newValues) {
    return new SubgraphQuery(newValues);
  }
}
