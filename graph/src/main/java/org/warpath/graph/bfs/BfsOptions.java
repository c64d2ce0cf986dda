package org.warpath.graph.bfs;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What to search.
 *
 * @param source the vertex to start from, in [0, n)
 * @param parents whether to compute the tree that paths are read from; costs another fraction of
 *     the search and 4 bytes a vertex
 * @param target stop after the level that reaches this vertex: vertices farther away than it count
 *     as unreached. Empty searches everything reachable
 */
public record BfsOptions(int source, boolean parents, OptionalInt target) {
  public BfsOptions {
    Objects.requireNonNull(target, "target");
    if (source < 0) {
      throw new IllegalArgumentException("source must be at least 0, was " + source);
    }
    if (target.isPresent() && target.getAsInt() < 0) {
      throw new IllegalArgumentException("target must be at least 0, was " + target.getAsInt());
    }
  }

  /** Everything reachable from {@code source}, with parents. */
  public static BfsOptions from(int source) {
    return new BfsOptions(source, true, OptionalInt.empty());
  }

  public BfsOptions withParents(boolean value) {
    return new BfsOptions(source, value, target);
  }

  public BfsOptions withTarget(int value) {
    return new BfsOptions(source, parents, OptionalInt.of(value));
  }
}
