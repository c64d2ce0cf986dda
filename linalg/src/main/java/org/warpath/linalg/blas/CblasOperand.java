package org.warpath.linalg.blas;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.openblas.Cblas;

/**
 * A matrix as CBLAS reads it in row-major order: as it lies, as its transpose lies, or as a copy
 * lies if neither its rows nor its columns do side by side.
 *
 * @param memory from the first element on
 * @param isTransposed whether what lies there by rows is the transpose
 * @param leadingDimension elements from a row to the next as it lies
 */
record CblasOperand(MemorySegment memory, boolean isTransposed, int leadingDimension) {

  /** A copy, if one is needed, lives as long as {@code workspace}. */
  static CblasOperand of(Matrix matrix, Workspace workspace) {
    if (liesByRows(matrix)) {
      return new CblasOperand(matrix.memory(), false, leadingDimension(matrix));
    }
    Matrix transpose = matrix.transposed();
    if (liesByRows(transpose)) {
      return new CblasOperand(matrix.memory(), true, leadingDimension(transpose));
    }
    return of(workspace.packed(matrix), workspace);
  }

  /** Whether CBLAS takes it as row-major, its 32-bit leading dimension included. */
  static boolean liesByRows(Matrix matrix) {
    return matrix.isRowMajor() && (matrix.rows() <= 1 || matrix.rowStride() <= Integer.MAX_VALUE);
  }

  /** Of a matrix that lies by rows. */
  static int leadingDimension(Matrix matrix) {
    return Math.max(1, matrix.rows() <= 1 ? matrix.columns() : (int) matrix.rowStride());
  }

  int transpose() {
    return isTransposed ? Cblas.TRANSPOSE : Cblas.NO_TRANSPOSE;
  }
}
