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
      case WINOGRAD_2X2_3X3 ->
          winograd(WinogradTransform.of2x2And3x3(binding.type()), geometry, binding, threads);
      case WINOGRAD_4X4_3X3 ->
          winograd(WinogradTransform.of4x4And3x3(binding.type()), geometry, binding, threads);
      case WINOGRAD_2X2_5X5 ->
          winograd(WinogradTransform.of2x2And5x5(binding.type()), geometry, binding, threads);
      case FFT -> throw new IllegalArgumentException(algorithm + " is not for the processor");
    };
  }

  private static Convolver<Tensor> winograd(
      WinogradTransform transform, Geometry geometry, Binding<Tensor> binding, int threads) {
    return new WinogradConvolver(transform, geometry, binding, threads);
  }

  private static ConvolutionAlgorithm best(Geometry geometry) {
    return geometry.groupInputs() < LEAST_SHIFTED_CHANNELS || geometry.isPointwise()
        ? ConvolutionAlgorithm.IM2COL_GEMM
        : ConvolutionAlgorithm.SHIFTED_GEMM;
  }
}
