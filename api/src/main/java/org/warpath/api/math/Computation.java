package org.warpath.api.math;

import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** An operation on operands that have been looked at: what is left is to compute. */
@FunctionalInterface
public interface Computation {
  /**
   * Computes; once only, as operands may be overwritten.
   *
   * @param engine where to compute
   * @param control told of each iteration of iterative methods; can cancel these
   * @throws IllegalArgumentException if operands do not fit each other, or hold what is not finite
   *     where that is not allowed
   * @throws ArithmeticException if there is no result, such as that of a singular matrix, or it is
   *     beyond the type's range
   */
  MathAnswer run(Engine engine, RunControl control);
}
