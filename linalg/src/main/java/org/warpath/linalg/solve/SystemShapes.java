package org.warpath.linalg.solve;

import org.jspecify.annotations.Nullable;
import org.warpath.linalg.dense.Vector;

/** What a system's parts must fit each other in; every message holds the shapes. */
final class SystemShapes {

  private SystemShapes() {}

  static void require(String method, LinearOperator a, Vector b, SolverOptions options) {
    Operators.requireFloating(a.type());
    requireSquare(method, a);
    requireVector(method, "b", b, a);
    @Nullable Vector guess = options.initialGuess();
    if (guess != null) {
      requireVector(method, "the initial guess", guess, a);
    }
    @Nullable Preconditioner m = options.preconditioner();
    if (m != null && (m.size() != a.rows() || m.type() != a.type())) {
      throw new IllegalArgumentException(
          "%s: A is %s, the preconditioner %s"
              .formatted(method, Operators.describe(a), Operators.describe(m)));
    }
  }

  static void requireSquare(String method, LinearOperator a) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException(
          "%s: A is %s, but must be square".formatted(method, Operators.describe(a)));
    }
  }

  private static void requireVector(String method, String name, Vector vector, LinearOperator a) {
    if (vector.length() != a.rows() || vector.type() != a.type()) {
      throw new IllegalArgumentException(
          "%s: A is %s, %s is %s".formatted(method, Operators.describe(a), name, vector.shape()));
    }
    for (int i = 0; i < vector.length(); i++) {
      if (!Double.isFinite(vector.get(i))) {
        throw new IllegalArgumentException(
            "%s: element %d of %s is %s".formatted(method, i, name, vector.get(i)));
      }
    }
  }

  /** ‖x‖, without overflow on the way. */
  static double norm(Vector x) {
    double largest = 0;
    for (int i = 0; i < x.length(); i++) {
      largest = Math.max(largest, Math.abs(x.get(i)));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < x.length(); i++) {
      double share = x.get(i) / largest;
      sum += share * share;
    }
    return largest * Math.sqrt(sum);
  }
}
