package org.warpath.nn.convolution;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Tensor;

/** What computes convolutions on the processor. */
final class CpuAlgorithms {
  // Fewer channels make sums too short for the library: then those of whole patches are better.
  private static final int LEAST_SHIFTED_CHANNELS = 12;

  // With fewer, transforming takes what it saves; small images fill few tiles.
  private static final int LEAST_TRANSFORMED_CHANNELS = 32;
  private static final int LEAST_TRANSFORMED_SIDE = 12;

  // Smaller kernels are faster by products with shifted rows (measured with 64 channels).
  private static final int LEAST_WORTHY_KERNEL = 7;

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
      case WINOGRAD_2X2_3X3, WINOGRAD_4X4_3X3, WINOGRAD_2X2_5X5, FFT -> {
        TileScheme scheme = TileScheme.of(algorithm, geometry);
        TileTransform transform = TileTransform.of(scheme, binding.type());
        yield new TileConvolver(transform, geometry, binding, threads);
      }
    };
  }

  private static ConvolutionAlgorithm best(Geometry geometry) {
    boolean isWorthIt = isWorthTransforming(geometry);
    if (isWorthIt && TileScheme.winogradServes(geometry)) {
      return ConvolutionAlgorithm.WINOGRAD_4X4_3X3;
    }
    if (isWorthIt
        && geometry.width().kernel() >= LEAST_WORTHY_KERNEL
        && TileScheme.fourierServes(geometry)) {
      return ConvolutionAlgorithm.FFT;
    }
    return geometry.groupInputs() < LEAST_SHIFTED_CHANNELS || geometry.isPointwise()
        ? ConvolutionAlgorithm.IM2COL_GEMM
        : ConvolutionAlgorithm.SHIFTED_GEMM;
  }

  private static boolean isWorthTransforming(Geometry geometry) {
    return Math.min(geometry.groupInputs(), geometry.groupOutputs()) >= LEAST_TRANSFORMED_CHANNELS
        && Math.min(geometry.height().out(), geometry.width().out()) >= LEAST_TRANSFORMED_SIDE;
  }
}
