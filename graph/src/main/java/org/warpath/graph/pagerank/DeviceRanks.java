package org.warpath.graph.pagerank;

/** The vectors of a run on a device: {@link RankState} for all rows at once. */
sealed interface DeviceRanks permits DeviceScaledRanks, DeviceGdsRanks {

  /** Sets the ranks to start from, and leaves their totals in slot 0. */
  void start();

  /**
   * Launches an iteration, unless the device has found an earlier one to be the last.
   *
   * @param step how many there were since the start
   * @param slot where it leaves its totals
   * @param threshold the residual that ends the run
   */
  void iterate(int step, int slot, double threshold);

  /** Bytes that an iteration moves for each vertex. */
  long bytesAVertex();

  /** The residual by which the run ends. */
  double residual(DevicePull.Totals totals);

  /** Brings to the host, by vertex, the ranks after {@code steps} iterations; they are used up. */
  PageRankResult.Values finish(int steps);
}
