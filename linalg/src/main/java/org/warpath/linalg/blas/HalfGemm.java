package org.warpath.linalg.blas;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.elements.Elementwise;

/**
 * Products of float16 or bfloat16 matrices on the CPU: blocks of them are widened to float32,
 * multiplied and summed in that, and rounded once into the result. At most three blocks of float32
 * are held, 12 MiB.
 */
final class HalfGemm {
  private static final int BLOCK = 1024;

  private HalfGemm() {}

  static void run(double alpha, Matrix a, Matrix b, double beta, Matrix c, int threads) {
    double factor = Scalars.rounded(alpha, c.type());
    double keep = Scalars.rounded(beta, c.type());
    int depth = a.columns();
    Engine.Cpu engine = new Engine.Cpu(threads);
    try (Workspace workspace = new Workspace(threads)) {
      Matrix left = block(workspace, c.rows(), depth);
      Matrix right = block(workspace, depth, c.columns());
      Matrix sum = block(workspace, c.rows(), c.columns());
      for (int i = 0; i < c.rows(); i += BLOCK) {
        int rows = Math.min(BLOCK, c.rows() - i);
        for (int j = 0; j < c.columns(); j += BLOCK) {
          int columns = Math.min(BLOCK, c.columns() - j);
          Matrix sums = sum.block(0, rows, 0, columns);
          for (int k = 0; k < depth; k += BLOCK) {
            int inner = Math.min(BLOCK, depth - k);
            Matrix wideA = left.block(0, rows, 0, inner);
            Matrix wideB = right.block(0, inner, 0, columns);
            Elementwise.copy(a.block(i, i + rows, k, k + inner), wideA, engine);
            Elementwise.copy(b.block(k, k + inner, j, j + columns), wideB, engine);
            CpuBlas.gemm(1, wideA, wideB, k == 0 ? 0 : 1, sums, threads);
          }
          Matrix result = c.block(i, i + rows, j, j + columns);
          if (keep == 0) {
            Elementwise.map(s -> factor * s, sums, result, engine);
          } else {
            Elementwise.map((s, old) -> factor * s + keep * old, sums, result, result, engine);
          }
        }
      }
    }
  }

  private static Matrix block(Workspace workspace, int rows, int columns) {
    return workspace.zeros(ElementType.FLOAT32, Math.min(rows, BLOCK), Math.min(columns, BLOCK));
  }
}
