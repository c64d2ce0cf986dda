package org.warpath.linalg.blas;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.Triangle;

/**
 * What is left of operations with nothing to add, as factors are empty or alpha is 0. cuBLAS is not
 * asked for these: it does not say whether it would read factors that do not count.
 */
final class EmptySums {

  private EmptySums() {}

  /**
   * C ← beta · C; 0 is written without reading C.
   *
   * @param triangle the only part of C to write; null for all
   */
  static void scale(DeviceScope scope, double beta, DeviceMatrix c, @Nullable Triangle triangle) {
    double factor = Scalars.rounded(beta, c.type());
    if (factor != 1) {
      launch(scope, factor, factor == 0, c, triangle);
    }
  }

  /** x ← 0 · x: NaN where x is not finite. */
  static void timesZero(DeviceScope scope, DeviceMatrix x) {
    launch(scope, 0, false, x, null);
  }

  private static void launch(
      DeviceScope scope, double beta, boolean clear, DeviceMatrix c, @Nullable Triangle triangle) {
    if (c.isEmpty()) {
      return;
    }
    if (c.columnStride() != 1) {
      launch(
          scope, beta, clear, c.transposed(), triangle == null ? null : Triangles.other(triangle));
      return;
    }
    Kernel kernel = scope.kernel("blas", "blas_scale");
    LaunchShape all = LaunchShape.threadEach((long) c.rows() * c.columns());
    scope.launch(
        kernel,
        all.atMost(kernel.filling(LaunchShape.BLOCK).blocks()),
        c.type().kernelCode(),
        (long) c.rows(),
        (long) c.columns(),
        c.rowStride(),
        part(triangle),
        clear ? 1 : 0,
        beta,
        c.memory());
  }

  // As the kernel has it.
  private static int part(@Nullable Triangle triangle) {
    return switch (triangle) {
      case null -> 0;
      case LOWER -> 1;
      case UPPER -> 2;
    };
  }
}
