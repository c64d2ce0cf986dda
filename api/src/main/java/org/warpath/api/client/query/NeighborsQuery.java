package org.warpath.api.client.query;

import java.util.Map;

/** Which of a vertex's neighbours to list. */
public final class NeighborsQuery extends Options<NeighborsQuery> {

  private NeighborsQuery(Map<String, Object> values) {
    super(values);
  }

  /** Those that the vertex's own edges lead to. */
  public static NeighborsQuery out() {
    return new NeighborsQuery(Map.of("direction", "out"));
  }

  /** Those whose edges lead to the vertex. */
  public static NeighborsQuery in() {
    return new NeighborsQuery(Map.of("direction", "in"));
  }

  /** At most so many, 1 to 10,000; 100 by default. */
  public NeighborsQuery withLimit(int limit) {
    return with("limit", Range.within("limit", limit, 1, 10_000));
  }

  /** Without the first so many; 0 by default. */
  public NeighborsQuery withOffset(long offset) {
    return with("offset", Range.atLeast("offset", offset, 0));
  }

  @Override
  NeighborsQuery of(Map<String, Object> newValues) {
    return new NeighborsQuery(newValues);
  }
}
