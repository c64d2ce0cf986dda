package org.warpath.nn.normalization;

/** What is added to a variance before its root is taken. */
final class Epsilon {
  private Epsilon() {}

  static void require(double epsilon) {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon must be finite and at least 0, was " + epsilon);
    }
  }
}
