package org.warpath.linalg;

/** A matrix that has to be positive definite has a pivot that is not above 0. */
public final class NotPositiveDefiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final int pivot;

  /**
   * @param operation what was computed, such as {@code "cholesky"}
   * @param pivot the row, from 0, of the first pivot that is not above 0
   */
  public NotPositiveDefiniteException(String operation, int pivot) {
    super(
        "%s: the matrix is not positive definite: pivot %d is not above 0"
            .formatted(operation, pivot));
    this.pivot = pivot;
  }

  /** The row, from 0, of the first pivot that is not above 0. */
  public int pivot() {
    return pivot;
  }
}
