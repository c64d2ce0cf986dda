package org.warpath.linalg;

/** A matrix that has to be inverted has a pivot of exactly 0. */
public final class SingularMatrixException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final int pivot;

  /**
   * @param operation what was computed, such as {@code "lu"}
   * @param pivot the row, from 0, of the pivot that is 0
   */
  public SingularMatrixException(String operation, int pivot) {
    super("%s: the matrix is singular: pivot %d is 0".formatted(operation, pivot));
    this.pivot = pivot;
  }

  /** The row, from 0, of the pivot that is 0. */
  public int pivot() {
    return pivot;
  }
}
