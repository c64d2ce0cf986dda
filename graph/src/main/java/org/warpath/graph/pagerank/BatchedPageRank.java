package org.warpath.graph.pagerank;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * Personalised {@link PageRank} for many preference vectors: up to 8 share each pass over the
 * edges, on a GPU up to 32, and each random access fetches the contributions of all of them. The
 * answers are those of single runs in float64, but for rounding, and have the same bits in every
 * run of an engine.
 *
 * <p>Takes, beyond the graph, 24 bytes a vertex and vector for the vectors of one pass, and 8 for
 * each answer. A GPU runs 8, 16 or 32 vectors a pass, as there are and as fit.
 */
public final class BatchedPageRank {
  private BatchedPageRank() {}

  /**
   * The ranks of {@code graph} for each preference vector.
   *
   * @throws IllegalArgumentException if the options do not fit the graph (a preference of a vertex
   *     it does not have, weighted without weights, a negative weight), or on the CPU it has more
   *     than {@value CpuBatchedPageRank#MAX_VERTICES} vertices
   * @throws org.warpath.kernels.cuda.CudaException if the device fails or has too little memory
   */
  public static BatchedPageRankResult run(
      Graph graph, BatchedPageRankOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * As above, told of each pass over the edges with the largest residual of its vectors, and
   * cancellable before each.
   *
   * @throws IllegalArgumentException as above
   * @throws java.util.concurrent.CancellationException if {@code control} cancels the run
   */
  public static BatchedPageRankResult run(
      Graph graph, BatchedPageRankOptions options, Engine engine, RunControl control) {
    return switch (engine) {
      case Engine.Cpu cpu -> CpuBatchedPageRank.run(graph, options, cpu, control);
      case Engine.Cuda cuda -> CudaBatchedPageRank.run(graph, options, cuda, control);
    };
  }
}
