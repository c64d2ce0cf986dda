package org.warpath.linalg.solve;

import java.util.function.BiConsumer;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/**
 * A linear map known by what it does to a vector; a matrix, stored or not. {@link #of(Csr)} and
 * {@link #of(Matrix)} make one of a matrix, {@link #of(ElementType, int, BiConsumer)} one of a
 * function; sums, products and multiples of operators are operators.
 */
public interface LinearOperator {

  /** What the vectors' elements are, float32 or float64. */
  ElementType type();

  /** The length of what {@link #apply} gives. */
  int rows();

  /** The length of what {@link #apply} takes. */
  int columns();

  /**
   * Writes y ← A·x.
   *
   * <p>A solver on the CUDA engine keeps matrices, {@link Jacobi}, {@link Ilu0}, {@link Ic0} and
   * what is made of them by the methods here on the device. Any other operator it calls with
   * vectors of the host and the CPU engine: x comes down and y goes up at each call.
   *
   * @param x x[columns], contiguous, not modified
   * @param y y[rows], contiguous, overwritten; shares no memory with {@code x}
   * @param engine where to compute
   */
  void apply(Vector x, Vector y, Engine engine);

  /**
   * A sparse matrix. Entries of a row add up in double, in an order that depends on the matrix
   * alone.
   *
   * @param a A[m×n], not copied
   */
  static LinearOperator of(Csr a) {
    return new Operators.OfCsr(a);
  }

  /**
   * A dense matrix, by {@link org.warpath.linalg.blas.Blas#gemv}, whose sums may be formed in
   * another order for each number of threads.
   *
   * @param a A[m×n] of float32 or float64, any strides, not copied
   * @throws IllegalArgumentException if its elements are 16 bits wide
   */
  static LinearOperator of(Matrix a) {
    return new Operators.OfMatrix(a);
  }

  /**
   * A square operator given by a function: matrix-free.
   *
   * @param type what the vectors' elements are, float32 or float64
   * @param size the vectors' length
   * @param function writes y ← A·x for its arguments x and y, as {@link #apply}
   */
  static LinearOperator of(ElementType type, int size, BiConsumer<Vector, Vector> function) {
    return new Operators.OfFunction(type, size, function);
  }

  /** The identity. */
  static LinearOperator identity(ElementType type, int size) {
    return new Operators.Identity(type, size);
  }

  /** factor · A. */
  default LinearOperator scaled(double factor) {
    return new Operators.Scaled(this, factor);
  }

  /**
   * A + B.
   *
   * @throws IllegalArgumentException if shapes or types differ
   */
  default LinearOperator plus(LinearOperator b) {
    return new Operators.Sum(this, b);
  }

  /**
   * A·B: applies B, then A.
   *
   * @throws IllegalArgumentException if B has not as many rows as A has columns, or types differ
   */
  default LinearOperator times(LinearOperator b) {
    return new Operators.Product(this, b);
  }
}
