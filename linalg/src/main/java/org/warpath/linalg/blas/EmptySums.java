package org.warpath.linalg.blas;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.Triangle;

/** Products with nothing to add up, which cuBLAS is not asked for: C ← beta · C. */
final class EmptySums {

  private EmptySums() {}

  /**
   * @param triangle the only part of C to write; null for all
   */
  static void scale(DeviceScope scope, double beta, DeviceMatrix c, @Nullable Triangle triangle) {
    if (c.isEmpty() || beta == 1) {
      return;
    }
    if (c.columnStride() != 1) {
      scale(scope, beta, c.transposed(), triangle == null ? null : other(triangle));
      return;
    }
    Kernel kernel = scope.kernel("blas", "blas_scale");
    LaunchShape all = LaunchShape.threadEach((long) c.rows() * c.columns());
    scope.launch(
        kernel,
        all.atMost(kernel.filling(LaunchShape.BLOCK).blocks()),
        c.type().ordinal(),
        (long) c.rows(),
        (long) c.columns(),
        c.rowStride(),
        triangle == null ? 0 : triangle.ordinal() + 1,
        beta,
        c.memory());
  }

  private static Triangle other(Triangle triangle) {
    return triangle == Triangle.LOWER ? Triangle.UPPER : Triangle.LOWER;
  }
}
