package org.warpath.graph.widest;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What {@link WidestPath} computes.
 *
 * @param source the vertex to start from
 * @param target the only vertex whose path matters, if there is one: the run may stop there, see
 *     {@link WidestPathResult#widths}
 * @param weighted whether the graph's weights are the capacities, if it has any; every edge has
 *     capacity 1 otherwise
 * @param parents whether to make the tree of parents, which paths need: O(n + m) more time
 */
public record WidestPathOptions(int source, OptionalInt target, boolean weighted, boolean parents) {

  /**
   * @throws IllegalArgumentException if {@code source} or {@code target} is negative
   */
  public WidestPathOptions {
    Objects.requireNonNull(target, "target");
    if (source < 0) {
      throw new IllegalArgumentException("source must not be negative, was " + source);
    }
    if (target.isPresent() && target.getAsInt() < 0) {
      throw new IllegalArgumentException("target must not be negative, was " + target.getAsInt());
    }
  }

  /** All widths from {@code source}, by weight, with parents. */
  public static WidestPathOptions defaults(int source) {
    return new WidestPathOptions(source, OptionalInt.empty(), true, true);
  }

  /** These options, stopping at {@code target}. */
  public WidestPathOptions withTarget(int target) {
    return new WidestPathOptions(source, OptionalInt.of(target), weighted, parents);
  }

  /** These options, with or without the graph's weights. */
  public WidestPathOptions withWeighted(boolean weighted) {
    return new WidestPathOptions(source, target, weighted, parents);
  }

  /** These options, with or without parents. */
  public WidestPathOptions withParents(boolean parents) {
    return new WidestPathOptions(source, target, weighted, parents);
  }
}
