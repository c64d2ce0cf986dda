package org.warpath.linalg.io;

/** Input that, unpacked, is larger than the reader was willing to take. */
public final class SizeLimitException extends FormatException {
  private static final long serialVersionUID = 1L;

  SizeLimitException(String source, long maxBytes) {
    super(source, "holds more than " + maxBytes + " bytes");
  }
}
