package org.warpath.graph.bfs;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What to search.
 *
 * @param source the vertex to start from, in [0, n)
 * @param target stop after the level that reaches this vertex: vertices farther away than it count
 *     as unreached. Empty searches everything reachable
 * @param parents whether to compute the tree that paths are read from; costs another fraction of
 *     the search and 4 bytes a vertex
 */
public record BfsOptions(int source, OptionalInt target, boolean parents) {

  /**
   * @throws IllegalArgumentException if {@code source} or {@code target} is negative
   */
  public BfsOptions {
    Objects.requireNonNull(target, "target");
    if (source < 0) {
      throw new IllegalArgumentException("source must not be negative, was " + source);
    }
    if (target.isPresent() && target.getAsInt() < 0) {
      throw new IllegalArgumentException("target must not be negative, was " + target.getAsInt());
    }
  }

  /** Everything reachable from {@code source}, with parents. */
  public static BfsOptions defaults(int source) {
    return new BfsOptions(source, OptionalInt.empty(), true);
  }

  /** These options, stopping at {@code target}. */
  public BfsOptions withTarget(int target) {
    return new BfsOptions(source, OptionalInt.of(target), parents);
  }

  /** These options, with or without parents. */
  public BfsOptions withParents(boolean parents) {
    return new BfsOptions(source, target, parents);
  }
}
