package org.warpath.graph.wcc;

/**
 * How components are found.
 *
 * @param neighborRounds how many arcs of every vertex are looked at before the largest component is
 *     guessed and left out of the rest, in [0, 16]; 2 finds nearly all of it in most graphs. The
 *     result does not depend on it
 */
public record WccOptions(int neighborRounds) {
  public WccOptions {
    if (neighborRounds < 0 || neighborRounds > 16) {
      throw new IllegalArgumentException(
          "neighborRounds must be in [0, 16], was " + neighborRounds);
    }
  }

  /** Two rounds. */
  public static WccOptions defaults() {
    return new WccOptions(2);
  }

  public WccOptions withNeighborRounds(int value) {
    return new WccOptions(value);
  }
}
