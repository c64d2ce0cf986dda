package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/**
 * An approximate inverse M⁻¹ of a square operator A, cheap to apply: a solver that is given one
 * works on a system whose eigenvalues lie closer together. {@link Jacobi}, {@link Ilu0} and {@link
 * Ic0} are some; any operator can be one. For {@link ConjugateGradient} it must be symmetric
 * positive definite; for all it must be the same map at each call.
 */
public interface Preconditioner extends LinearOperator {

  /** The vectors' length. */
  int size();

  @Override
  default int rows() {
    return size();
  }

  @Override
  default int columns() {
    return size();
  }

  /**
   * Writes z ← M⁻¹·r.
   *
   * @param r r[size], contiguous, not modified
   * @param z z[size], contiguous, overwritten; shares no memory with {@code r}
   * @param engine where to compute
   */
  @Override
  void apply(Vector r, Vector z, Engine engine);

  /**
   * An operator that is an approximate inverse itself.
   *
   * @throws IllegalArgumentException if it is not square
   */
  static Preconditioner of(LinearOperator inverse) {
    return new OfOperator(inverse);
  }

  /** {@link #of}. */
  record OfOperator(LinearOperator inverse) implements Preconditioner {
    public OfOperator {
      if (inverse.rows() != inverse.columns()) {
        throw new IllegalArgumentException(
            "a preconditioner must be square, not " + Operators.describe(inverse));
      }
    }

    @Override
    public ElementType type() {
      return inverse.type();
    }

    @Override
    public int size() {
      return inverse.rows();
    }

    @Override
    public void apply(Vector r, Vector z, Engine engine) {
      inverse.apply(r, z, engine);
    }
  }
}
