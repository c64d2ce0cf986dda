package org.warpath.graph.lcc;

import java.util.Objects;
import org.warpath.kernels.RunStats;

/**
 * Local clustering coefficients.
 *
 * @param coefficients float64[n], by vertex, each in [0, 1]; not to be modified
 * @param average their mean, 0 for the empty graph
 * @param stats one iteration, always converged, residual 0
 */
public record LccResult(double[] coefficients, double average, RunStats stats) {
  public LccResult {
    Objects.requireNonNull(coefficients, "coefficients");
    Objects.requireNonNull(stats, "stats");
  }
}
