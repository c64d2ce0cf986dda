package org.warpath.nn.convolution;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.DeviceTensor;

/** What computes convolutions on a device. */
final class CudaAlgorithms {
  // A product a group: with fewer channels each, sums a thread are better than many small products.
  private static final int LEAST_CHANNELS = 8;

  private CudaAlgorithms() {}

  /**
   * {@code algorithm} for this geometry, with memory of {@code binding}'s.
   *
   * @throws IllegalArgumentException if the algorithm cannot serve the geometry, with the reason
   */
  static Convolver<DeviceTensor> of(
      ConvolutionAlgorithm algorithm,
      Geometry geometry,
      Binding<DeviceTensor> binding,
      DeviceScope scope) {
    return switch (algorithm) {
      case AUTO -> of(best(geometry), geometry, binding, scope);
      case DIRECT -> new CudaDirectConvolver(geometry, binding.type(), scope);
      case IM2COL_GEMM -> new CudaGemmConvolver(geometry, binding, scope);
      case WINOGRAD_2X2_3X3, WINOGRAD_4X4_3X3, WINOGRAD_2X2_5X5, FFT ->
          new CudaTileConvolver(
              TileScheme.of(algorithm, geometry),
              geometry,
              binding,
              scope,
              CudaTileConvolver.MOST_BYTES);
      case SHIFTED_GEMM ->
          throw new IllegalArgumentException(
              algorithm + " makes use of a processor's caches; a device has IM2COL_GEMM");
    };
  }

  // From where on transforms are worth it was not measured on any device.
  private static ConvolutionAlgorithm best(Geometry geometry) {
    int channels = Math.max(geometry.groupInputs(), geometry.groupOutputs());
    return geometry.groups() > 1 && channels < LEAST_CHANNELS
        ? ConvolutionAlgorithm.DIRECT
        : ConvolutionAlgorithm.IM2COL_GEMM;
  }
}
