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
  private static final int THREE = 3;

  private static final int FOURIER_TILE = 16;
  private static final int MOST_FOURIER_KERNEL = 11;

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
      case WINOGRAD_2X2_3X3 ->
          byTiles(TileTransform.of2x2And3x3(binding.type()), geometry, binding, threads);
      case WINOGRAD_4X4_3X3 ->
          byTiles(TileTransform.of4x4And3x3(binding.type()), geometry, binding, threads);
      case WINOGRAD_2X2_5X5 ->
          byTiles(TileTransform.of2x2And5x5(binding.type()), geometry, binding, threads);
      case FFT -> fourier(geometry, binding, threads);
    };
  }

  private static Convolver<Tensor> fourier(
      Geometry geometry, Binding<Tensor> binding, int threads) {
    int kernel = geometry.width().kernel();
    if (kernel < 2 || kernel > MOST_FOURIER_KERNEL) {
      throw new IllegalArgumentException(
          "FFT is for square kernels of sides in [2, %d], not %s"
              .formatted(MOST_FOURIER_KERNEL, geometry.window()));
    }
    return byTiles(
        TileTransform.fourier(binding.type(), kernel, FOURIER_TILE), geometry, binding, threads);
  }

  private static Convolver<Tensor> byTiles(
      TileTransform transform, Geometry geometry, Binding<Tensor> binding, int threads) {
    return new TileConvolver(transform, geometry, binding, threads);
  }

  private static ConvolutionAlgorithm best(Geometry geometry) {
    if (TileConvolver.serves(THREE, geometry) && isWorthTransforming(geometry)) {
      return ConvolutionAlgorithm.WINOGRAD_4X4_3X3;
    }
    int kernel = geometry.width().kernel();
    if (kernel >= LEAST_WORTHY_KERNEL
        && kernel <= MOST_FOURIER_KERNEL
        && TileConvolver.serves(kernel, geometry)
        && isWorthTransforming(geometry)) {
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
