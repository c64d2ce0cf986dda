package org.warpath.bench;

import java.util.function.Function;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;

/**
 * Something to time on an engine.
 *
 * @param name what it is
 * @param run one run of it
 * @param bytes what a run must move at least, given the iterations it made
 * @param iterative whether the time of one iteration is of interest
 */
record Algorithm(String name, Function<Engine, RunStats> run, Floor bytes, boolean iterative) {

  /** The bytes a run must move at least. */
  interface Floor {
    double bytes(int iterations);
  }
}
