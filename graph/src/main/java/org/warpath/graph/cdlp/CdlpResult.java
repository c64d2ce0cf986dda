package org.warpath.graph.cdlp;

import java.util.Objects;
import org.warpath.kernels.RunStats;

/**
 * Communities.
 *
 * @param labels int[n], by vertex: the label of its community, which is the number of a vertex (not
 *     always one of the community); not to be modified
 * @param communityCount how many different labels there are
 * @param stats iterations are rounds, converged tells whether the last one changed nothing, the
 *     residual is the fraction of vertices whose label it changed, 1 if none was run
 */
public record CdlpResult(int[] labels, int communityCount, RunStats stats) {
  public CdlpResult {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(stats, "stats");
    if (communityCount < 0 || communityCount > labels.length) {
      throw new IllegalArgumentException(
          "communityCount must be in [0, " + labels.length + "], was " + communityCount);
    }
  }
}
