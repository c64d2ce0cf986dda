package org.warpath.nn.training;

/** The loss of an iteration is NaN or infinite; the message says where that began. */
public final class NonFiniteLossException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final long iteration;

  NonFiniteLossException(long iteration, String message) {
    super(message);
    this.iteration = iteration;
  }

  /** The iteration's number, from 0. */
  public long iteration() {
    return iteration;
  }
}
