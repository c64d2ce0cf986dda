package org.warpath.linalg.blas;

import org.warpath.linalg.ElementType;

/**
 * Factors as operations take them: in the type that is computed in, which is float32 for 16 bits.
 */
final class Scalars {

  private Scalars() {}

  static double rounded(double scalar, ElementType type) {
    return type == ElementType.FLOAT64 ? scalar : (float) scalar;
  }

  /** Whether it is 0 once rounded. */
  static boolean isZero(double scalar, ElementType type) {
    return rounded(scalar, type) == 0;
  }
}
