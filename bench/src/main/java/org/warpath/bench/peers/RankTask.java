package org.warpath.bench.peers;

/**
 * What all peers compute: PageRank with damping 0.85, edges counting alike, the rank of vertices
 * without out-edges spread over all.
 *
 * @param threads threads to use, at least 1, for who can use more than one
 * @param tolerance the L1 change of an iteration at which to stop, above 0
 * @param iterations how many Warpath needed in float64, for who stops by another norm; 0 if not
 *     known yet
 */
public record RankTask(int threads, double tolerance, int iterations) {
  /** The probability of following an edge. */
  public static final double DAMPING = 0.85;

  /** A cap that no run to a sensible tolerance meets. */
  public static final int MOST_ITERATIONS = 500;

  public RankTask {
    if (threads < 1 || !(tolerance > 0) || iterations < 0) {
      throw new IllegalArgumentException(
          "threads and tolerance must be positive and iterations not negative, were %d, %s, %d"
              .formatted(threads, tolerance, iterations));
    }
  }
}
