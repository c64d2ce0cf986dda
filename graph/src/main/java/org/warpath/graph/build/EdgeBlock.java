package org.warpath.graph.build;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of edges, in input order.
 *
 * @param sources the vertex each edge leaves; only the first {@code count} entries mean something
 * @param targets the vertex each edge enters
 * @param weights the edges' weights, or null when they have none
 * @param count how many edges
 */
public record EdgeBlock(int[] sources, int[] targets, float @Nullable [] weights, int count) {
  public EdgeBlock {
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(targets, "targets");
    if (count < 0
        || count > sources.length
        || count > targets.length
        || (weights != null && count > weights.length)) {
      throw new IllegalArgumentException(
          "a block of " + count + " edges needs arrays of that size");
    }
  }
}
