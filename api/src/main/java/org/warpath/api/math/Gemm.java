package org.warpath.api.math;

import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.io.NpyArray;

/** The product of two matrices, or of batches of them pair by pair: alpha·op(A)·op(B) + beta·C. */
public final class Gemm {
  private Gemm() {}

  /**
   * How to multiply.
   *
   * @param alpha scales the product
   * @param beta scales what is added
   * @param transposeA whether op(A) is Aᵀ
   * @param transposeB whether op(B) is Bᵀ
   * @param math with how many bits, on CUDA
   */
  public record Options(
      double alpha, double beta, boolean transposeA, boolean transposeB, GemmMath math) {}

  /**
   * The product, of the narrowest type that holds all operands.
   *
   * @param c what is added to it; null for nothing
   * @throws IllegalArgumentException if an operand has not two dimensions, or both factors three
   */
  public static Computation of(Operand a, Operand b, @Nullable Operand c, Options options) {
    if (a.requireArray().dimensions() != 3 && b.requireArray().dimensions() != 3) {
      return matrices(a.requireTwoDimensions(), b.requireTwoDimensions(), c, options);
    }
    if (c != null) {
      throw new IllegalArgumentException(
          c.name() + ": a matrix cannot be added to a batch of products");
    }
    return batches(a.requireBatch(), b.requireBatch(), options);
  }

  private static Computation matrices(
      Matrix first, Matrix second, @Nullable Operand c, Options options) {
    Matrix added = c == null ? null : c.requireTwoDimensions();
    ElementType type = common(first.type(), second.type());
    if (added != null) {
      type = common(type, added.type());
    }
    Matrix left = Operand.as(type, options.transposeA ? first.transposed() : first);
    Matrix right = Operand.as(type, options.transposeB ? second.transposed() : second);
    ElementType wanted = type;
    return (engine, _) -> {
      Matrix result =
          added == null ? Matrix.zeros(wanted, left.rows(), right.columns()) : added.as(wanted);
      double beta = added == null ? 0 : options.beta;
      Blas.gemm(options.alpha, left, right, beta, result, options.math, engine);
      return MathAnswer.of("product", NpyArray.of(result));
    };
  }

  private static Computation batches(MatrixBatch first, MatrixBatch second, Options options) {
    MatrixBatch left = options.transposeA ? first.transposed() : first;
    MatrixBatch right = options.transposeB ? second.transposed() : second;
    return (engine, _) -> {
      MatrixBatch result =
          MatrixBatch.zeros(left.type(), left.count(), left.rows(), right.columns());
      Blas.gemm(options.alpha, left, right, 0, result, options.math, engine);
      return MathAnswer.of("product", NpyArray.of(result));
    };
  }

  // As NumPy: the narrowest type that holds both.
  private static ElementType common(ElementType first, ElementType second) {
    return first == second ? first : Operand.arithmetic(first, second);
  }
}
