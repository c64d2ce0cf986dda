package org.warpath.api.math;

import java.lang.foreign.Arena;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;
import org.warpath.linalg.sparse.blas.SparseBlas;

/** The product of a sparse matrix and a dense vector, or each column of a dense matrix. */
public final class SparseProduct {
  private SparseProduct() {}

  /**
   * A·x, of float32 if both operands are at most that, else float64.
   *
   * @param transpose whether to multiply by Aᵀ
   * @throws IllegalArgumentException if {@code x} is neither vector nor matrix
   */
  public static Computation of(Csr a, Operand x, boolean transpose) {
    NpyArray array = x.requireArray();
    return array.dimensions() == 2 && array.shape()[1] > 1
        ? columns(a, x.requireMatrix(), transpose)
        : column(a, x.requireVector(), transpose);
  }

  private static Computation column(Csr given, Vector vector, boolean transpose) {
    ElementType type = Operand.arithmetic(given.type(), vector.type());
    Csr matrix = as(type, given);
    Vector factor = Operand.as(type, vector);
    return (engine, _) -> {
      Vector result = Vector.zeros(type, transpose ? matrix.columnCount() : matrix.rowCount());
      if (transpose) {
        SparseBlas.spmv(1, new Csc(matrix), factor, 0, result, engine);
      } else {
        SparseBlas.spmv(1, matrix, factor, 0, result, engine);
      }
      return answer(matrix, NpyArray.of(result));
    };
  }

  private static Computation columns(Csr given, Matrix factors, boolean transpose) {
    ElementType type = Operand.arithmetic(given.type(), factors.type());
    Csr typed = as(type, given);
    int threads = Engine.cpu().threads();
    Csr matrix = transpose ? new Csc(typed).toCsr(Arena.ofAuto(), threads) : typed;
    Matrix right = Operand.as(type, factors);
    return (engine, _) -> {
      Matrix result = Matrix.zeros(type, matrix.rowCount(), right.columns());
      SparseBlas.spmm(1, matrix, right, 0, result, engine);
      return answer(matrix, NpyArray.of(result));
    };
  }

  private static MathAnswer answer(Csr matrix, NpyArray product) {
    return MathAnswer.of("product", product)
        .with("entries", matrix.entryCount())
        .withSummary("A: %s, %d entries".formatted(matrix.shape(), matrix.entryCount()));
  }

  private static Csr as(ElementType type, Csr matrix) {
    return matrix.type() == type
        ? matrix
        : CsrArithmetic.as(type, matrix, Arena.ofAuto(), Engine.cpu().threads());
  }
}
