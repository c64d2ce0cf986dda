package org.warpath.linalg.openblas;

/** What a downcall throws; a C function throws nothing, so these are errors of the call itself. */
final class Thrown {

  private Thrown() {}

  /** {@code thrown} as it is if it is unchecked; never returns a checked one. */
  static RuntimeException by(String function, Throwable thrown) {
    if (thrown instanceof RuntimeException e) {
      return e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(function + " threw", thrown);
  }
}
