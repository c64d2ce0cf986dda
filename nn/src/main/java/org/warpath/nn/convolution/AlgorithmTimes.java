package org.warpath.nn.convolution;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How long each algorithm takes for a convolution.
 *
 * @param timings of those that can serve it, the fastest first
 * @param refused why the others cannot
 */
public record AlgorithmTimes(List<Timing> timings, Map<ConvolutionAlgorithm, String> refused) {

  /**
   * One algorithm's.
   *
   * @param algorithm which one
   * @param forwardNanos a pass forward: the median of a few, after one that does not count
   * @param backwardNanos a pass backward, so too; 0 if there is no training
   * @param workspaceBytes memory beside inputs, outputs, parameters and gradients
   */
  public record Timing(
      ConvolutionAlgorithm algorithm, long forwardNanos, long backwardNanos, long workspaceBytes) {
    /** Both passes. */
    public long nanos() {
      return forwardNanos + backwardNanos;
    }

    /** Such as {@code "IM2COL_GEMM: forward 0.412 ms, backward 0.933 ms, workspace 3 KiB"}. */
    @Override
    public String toString() {
      return "%s: forward %.3f ms, backward %.3f ms, workspace %d KiB"
          .formatted(algorithm, forwardNanos / 1e6, backwardNanos / 1e6, workspaceBytes >> 10);
    }
  }

  public AlgorithmTimes {
    timings = timings.stream().sorted(Comparator.comparingLong(Timing::nanos)).toList();
    refused = Map.copyOf(refused);
  }

  /** The fastest. */
  public ConvolutionAlgorithm best() {
    return timings.getFirst().algorithm();
  }
}
