package org.warpath.graph.pagerank;

import java.util.List;
import org.warpath.kernels.RunStats;

/**
 * The answers of a batch.
 *
 * @param results one for each preference vector, in the order given; each says in how many
 *     iterations it converged, their timings are the batch's
 * @param stats the batch: iterations are passes over the edges, the residual is the largest of all
 *     vectors', converged whether all are
 */
public record BatchedPageRankResult(List<PageRankResult> results, RunStats stats) {
  public BatchedPageRankResult {
    results = List.copyOf(results);
  }
}
