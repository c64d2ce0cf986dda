package org.warpath.linalg;

/** An iteration that has no partial result to give, such as that for singular values, failed. */
public final class NoConvergenceException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /**
   * @param operation what was computed, such as {@code "svd"}
   * @param detail what did not converge
   */
  public NoConvergenceException(String operation, String detail) {
    super(operation + ": " + detail);
  }
}
