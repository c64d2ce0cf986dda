package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Tensor;

/**
 * A convolution and its two gradients on the processor, as one algorithm has them: x[N×C×in…],
 * y[N×M×out…], w[M × C/groups × kernel…].
 */
interface CpuConvolver {

  /** y ← start + x ∗ w; start[M] is 0 if null. */
  void forward(Tensor x, Tensor w, @Nullable Tensor start, Tensor y);

  /** dx ← start + the gradient with respect to x; start[C] is 0 if null. */
  void inputGradient(Tensor dy, Tensor w, @Nullable Tensor start, Tensor dx);

  /** dw ← dw + the gradient with respect to w. */
  void weightGradient(Tensor x, Tensor dy, Tensor dw);

  /**
   * {@code algorithm} for this geometry, with memory of {@code binding}'s.
   *
   * @throws IllegalArgumentException if the algorithm cannot serve the geometry, with the reason
   */
  static CpuConvolver of(
      ConvolutionAlgorithm algorithm, Geometry geometry, Binding<Tensor> binding, int threads) {
    return switch (algorithm) {
      case AUTO -> of(best(geometry), geometry, binding, threads);
      case DIRECT -> new DirectConvolver(geometry, binding.type(), threads);
      case IM2COL_GEMM -> new GemmConvolver(geometry, binding, threads);
      case SHIFTED_GEMM -> new ShiftedConvolver(geometry, binding, threads);
      default -> throw new IllegalArgumentException(algorithm + " is not for the processor");
    };
  }

  // Fewer channels make sums too short for the library: then those of whole patches are better.
  private static ConvolutionAlgorithm best(Geometry geometry) {
    return geometry.groupInputs() < 12 || geometry.isPointwise()
        ? ConvolutionAlgorithm.IM2COL_GEMM
        : ConvolutionAlgorithm.SHIFTED_GEMM;
  }
}
