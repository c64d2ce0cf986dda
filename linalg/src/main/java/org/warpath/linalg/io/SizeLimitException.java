package org.warpath.linalg.io;

/** Input that, unpacked, is larger than the reader was willing to take. */
public final class SizeLimitException extends FormatException {
  private static final long serialVersionUID = 1L;

  /**
   * @param source what messages call the input
   * @param maxBytes how much the reader takes
   */
  public SizeLimitException(String source, long maxBytes) {
    super(source, "holds more than " + maxBytes + " bytes");
  }
}
