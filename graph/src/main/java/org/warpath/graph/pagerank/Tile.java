package org.warpath.graph.pagerank;

/** The scratch of one task: a few rows at a time, and what it has summed over all its rows. */
final class Tile {
  /** Rows at a time: their 8 KiB of scratch stay in the first-level cache. */
  static final int ROWS = 512;

  /** The rows at hand are {@code from … to−1}. */
  int from;

  int to;

  /** [v − from]: sums over in-edges first, then the new rank. */
  final double[] ranks = new double[ROWS];

  /** [v − from]: D. */
  final double[] outWeights = new double[ROWS];

  /** How much ranks changed, over all rows of the task so far. */
  double change;

  /** The largest change of one rank, where that is asked for. */
  double largestChange;

  /** The new ranks of vertices without out-weight, over all rows of the task so far. */
  double sinkMass;
}
