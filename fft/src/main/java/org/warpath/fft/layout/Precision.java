package org.warpath.fft.layout;

/** What the numbers of a transform are. */
public enum Precision {
  /** IEEE 754 single precision, 4 bytes. */
  FLOAT32(Float.BYTES),
  /** IEEE 754 double precision, 8 bytes. */
  FLOAT64(Double.BYTES);

  private final int byteSize;

  Precision(int byteSize) {
    this.byteSize = byteSize;
  }

  /** Bytes of a real number; a complex number has twice as many. */
  public int byteSize() {
    return byteSize;
  }

  /** {@code float32} or {@code float64}. */
  @Override
  public String toString() {
    return this == FLOAT32 ? "float32" : "float64";
  }
}
