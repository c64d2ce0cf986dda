package org.warpath.linalg.solve;

import java.lang.foreign.Arena;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;

/** The inverse of the diagonal. It costs next to nothing and helps where rows differ in scale. */
public final class Jacobi implements Preconditioner {
  private final Vector inverse;

  private Jacobi(Vector inverse) {
    this.inverse = inverse;
  }

  /**
   * The preconditioner of a sparse matrix; parallel entries add up. O(rows · log k) time for rows
   * of k entries.
   *
   * @param a A[n×n], copied from
   * @throws SingularMatrixException if a diagonal element is 0, not stored or so small that its
   *     inverse is infinite, with its row
   * @throws IllegalArgumentException if A is not square, or a diagonal element is not finite
   */
  public static Jacobi of(Csr a) {
    requireSquare(a.rowCount(), a.columnCount());
    return inverted(CsrArithmetic.diagonal(a, Arena.ofAuto()));
  }

  /**
   * The preconditioner of a dense matrix.
   *
   * @param a A[n×n] of float32 or float64
   * @throws SingularMatrixException if a diagonal element is 0 or so small that its inverse is
   *     infinite, with its row
   * @throws IllegalArgumentException if A is not square, or a diagonal element is not finite
   */
  public static Jacobi of(Matrix a) {
    Operators.requireFloating(a.type());
    requireSquare(a.rows(), a.columns());
    return inverted(a.diagonal().copy());
  }

  private static Jacobi inverted(Vector diagonal) {
    for (int row = 0; row < diagonal.length(); row++) {
      double value = diagonal.get(row);
      if (value == 0) {
        throw new SingularMatrixException("jacobi", row);
      }
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("jacobi: diagonal element " + row + " is " + value);
      }
      diagonal.set(row, 1 / value);
      if (!Double.isFinite(diagonal.get(row))) {
        throw new SingularMatrixException("jacobi", row);
      }
    }
    return new Jacobi(diagonal);
  }

  private static void requireSquare(int rows, int columns) {
    if (rows != columns) {
      throw new IllegalArgumentException(
          "jacobi: A is %d×%d, but must be square".formatted(rows, columns));
    }
  }

  /** One over each diagonal element. */
  Vector inverse() {
    return inverse;
  }

  @Override
  public ElementType type() {
    return inverse.type();
  }

  @Override
  public int size() {
    return inverse.length();
  }

  @Override
  public void apply(Vector r, Vector z, Engine engine) {
    Operators.requireVectors(this, r, z);
    switch (engine) {
      case Engine.Cpu cpu -> new CpuVectors(type(), cpu.threads()).multiply(inverse, r, z);
      case Engine.Cuda cuda -> DeviceOperator.applyOnce(this, r, z, cuda.device());
    }
  }
}
