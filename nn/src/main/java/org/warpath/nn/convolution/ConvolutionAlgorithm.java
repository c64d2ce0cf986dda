package org.warpath.nn.convolution;

/** How a convolution is computed; results differ by rounding. */
public enum ConvolutionAlgorithm {
  /** Whichever is likely to be the fastest for the shapes, without timing any. */
  AUTO,
  /** Sums as the definition has them, without memory beside: for every configuration. */
  DIRECT,
  /** Patches of the input side by side as a matrix, times the weights: for every configuration. */
  IM2COL_GEMM,
  /**
   * The input's rows as each place of the kernel's width meets them, times the weights of each
   * place of the kernel: less to copy than whole patches, for every configuration. On the processor
   * alone.
   */
  SHIFTED_GEMM,
  /** Winograd's F(2×2, 3×3): 2.25 times fewer multiplications. */
  WINOGRAD_2X2_3X3,
  /** Winograd's F(4×4, 3×3): 4 times fewer multiplications, a few more bits lost to rounding. */
  WINOGRAD_4X4_3X3,
  /** Winograd's F(2×2, 5×5): 2.78 times fewer multiplications. */
  WINOGRAD_2X2_5X5,
  /** Products of Fourier transforms of tiles: for large kernels. */
  FFT
}
