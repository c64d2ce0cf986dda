package org.warpath.linalg.blas.cuda;

import jcuda.jcublas.cublasOperation;
import org.warpath.linalg.dense.DeviceMatrix;

/**
 * How cuBLAS, for which all memory is column-major, is told of a matrix: row-major, its memory is
 * that of the transpose, so that it is to be transposed once more.
 *
 * @param operation CUBLAS_OP_N or CUBLAS_OP_T
 * @param leadingDimension elements from one column in memory to the next
 */
record ColumnMajor(int operation, int leadingDimension) {

  /**
   * @throws IllegalArgumentException if rows overlap, or are 2³¹ elements or more apart
   */
  static ColumnMajor of(DeviceMatrix matrix) {
    if (matrix.isColumnMajor()) {
      long columnStride = matrix.columns() <= 1 ? 0 : matrix.columnStride();
      return of(cublasOperation.CUBLAS_OP_N, columnStride, matrix.rows(), matrix);
    }
    if (matrix.isRowMajor()) {
      long rowStride = matrix.rows() <= 1 ? 0 : matrix.rowStride();
      return of(cublasOperation.CUBLAS_OP_T, rowStride, matrix.columns(), matrix);
    }
    throw new IllegalArgumentException(
        "cuBLAS takes no matrix whose rows overlap: %s with strides %d and %d"
            .formatted(matrix.shape(), matrix.rowStride(), matrix.columnStride()));
  }

  // A single line needs no stride, but cuBLAS wants one that is long enough.
  private static ColumnMajor of(int operation, long stride, int length, DeviceMatrix matrix) {
    if (stride > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "cuBLAS takes strides below 2³¹ elements, a %s matrix has %d"
              .formatted(matrix.shape(), stride));
    }
    return new ColumnMajor(operation, Math.max(1, Math.max((int) stride, length)));
  }

  boolean isTransposed() {
    return operation == cublasOperation.CUBLAS_OP_T;
  }
}
