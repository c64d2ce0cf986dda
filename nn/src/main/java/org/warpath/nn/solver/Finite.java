package org.warpath.nn.solver;

/** What settings must be. */
final class Finite {
  private Finite() {}

  static void requireAtLeast0(String name, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "%s must be at least 0 and finite, was %s".formatted(name, value));
    }
  }

  static void requireShare(String name, double value) {
    if (!(value >= 0) || !(value < 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1), was %s".formatted(name, value));
    }
  }
}
