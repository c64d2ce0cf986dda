package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.factor.SymmetricEigen;

/**
 * All eigenpairs of a small symmetric matrix.
 *
 * @param values ascending
 * @param vectors vectors[i] belongs to value i
 */
@SuppressWarnings("ArrayRecordComponent")
record SmallEigen(double[] values, double[][] vectors) {
  // One thread, so that the bits depend on nothing else.
  private static final Engine ENGINE = Engine.cpu(1);

  static SmallEigen of(double[][] a) {
    SymmetricEigen eigen = SymmetricEigen.of(Matrix.of(a), ENGINE);
    return new SmallEigen(eigen.values().toArray(), eigen.vectors().transposed().toArray());
  }
}
