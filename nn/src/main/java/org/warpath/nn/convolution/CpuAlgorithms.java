package org.warpath.nn.convolution;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Tensor;

/** What computes convolutions on the processor. */
final class CpuAlgorithms {
  // Fewer channels make sums too short for the library: then those of whole patches are better.
  private static final int LEAST_SHIFTED_CHANNELS = 12;

  private CpuAlgorithms() {}

  /**
   * {@code algorithm} for this geometry, with memory of {@code binding}'s.
   *
   * @throws IllegalArgumentException if the algorithm cannot serve the geometry, with the reason
   */
  static Convolver<Tensor> of(
      ConvolutionAlgorithm algorithm, Geometry geometry, Binding<Tensor> binding, int threads) {
    return switch (algorithm) {
      case AUTO -> of(best(geometry), geometry, binding, threads);
      case DIRECT -> new DirectConvolver(geometry, binding.type(), threads);
      case IM2COL_GEMM -> new GemmConvolver(geometry, binding, threads);
      case SHIFTED_GEMM -> new ShiftedConvolver(geometry, binding, threads);
      default -> throw new IllegalArgumentException(algorithm + " is not for the processor");
    };
  }

  private static ConvolutionAlgorithm best(Geometry geometry) {
    return geometry.groupInputs() < LEAST_SHIFTED_CHANNELS || geometry.isPointwise()
        ? ConvolutionAlgorithm.IM2COL_GEMM
        : ConvolutionAlgorithm.SHIFTED_GEMM;
  }
}
