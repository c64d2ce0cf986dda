package org.warpath.graph.pagerank;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;

/** The vectors of a run on a device: {@link RankState} for all rows at once. */
sealed interface DeviceRanks permits DeviceScaledRanks, DeviceGdsRanks {

  /**
   * Vectors for the run that {@code options} asks for, not yet set.
   *
   * @param otherStart what they start at, null for {@code preference}
   */
  static DeviceRanks of(
      DevicePull pull,
      PageRankOptions options,
      StoredPreference preference,
      @Nullable StoredPreference otherStart) {
    return options.compat() == Compat.GDS
        ? new DeviceGdsRanks(pull, options, preference)
        : new DeviceScaledRanks(pull, options, preference, otherStart);
  }

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

  /** The ranks after {@code steps} iterations, by vertex; no iteration may follow. */
  DeviceBuffer finish(int steps);

  /** Brings to the host what {@link #finish} gave. */
  PageRankResult.Values download(DeviceBuffer ranks);
}
