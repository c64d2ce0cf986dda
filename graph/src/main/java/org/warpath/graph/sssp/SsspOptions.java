package org.warpath.graph.sssp;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What {@link Sssp} computes.
 *
 * @param source the vertex to start from
 * @param target the only vertex whose path matters, if there is one: the run may stop there, see
 *     {@link SsspResult#distances}
 * @param weighted whether the graph's weights count, if it has any; every edge counts 1 otherwise
 * @param parents whether to make the tree of parents, which paths need: O(n + m) more time
 * @param delta the width of a bucket of distances, finite and above 0; chosen from the weights if
 *     empty. Changes the time, never the result
 */
public record SsspOptions(
    int source, OptionalInt target, boolean weighted, boolean parents, OptionalDouble delta) {

  /**
   * @throws IllegalArgumentException if {@code source} or {@code target} is negative or {@code
   *     delta} is not finite and above 0
   */
  public SsspOptions {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(delta, "delta");
    if (source < 0) {
      throw new IllegalArgumentException("source must not be negative, was " + source);
    }
    if (target.isPresent() && target.getAsInt() < 0) {
      throw new IllegalArgumentException("target must not be negative, was " + target.getAsInt());
    }
    if (delta.isPresent()
        && !(delta.getAsDouble() > 0 && delta.getAsDouble() < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "delta must be finite and above 0, was " + delta.getAsDouble());
    }
  }

  /** All distances from {@code source}, by weight, with parents. */
  public static SsspOptions defaults(int source) {
    return new SsspOptions(source, OptionalInt.empty(), true, true, OptionalDouble.empty());
  }

  /** These options, stopping at {@code target}. */
  public SsspOptions withTarget(int target) {
    return new SsspOptions(source, OptionalInt.of(target), weighted, parents, delta);
  }

  /** These options, with or without the graph's weights. */
  public SsspOptions withWeighted(boolean weighted) {
    return new SsspOptions(source, target, weighted, parents, delta);
  }

  /** These options, with or without parents. */
  public SsspOptions withParents(boolean parents) {
    return new SsspOptions(source, target, weighted, parents, delta);
  }

  /** These options, with buckets of {@code delta}. */
  public SsspOptions withDelta(double delta) {
    return new SsspOptions(source, target, weighted, parents, OptionalDouble.of(delta));
  }
}
