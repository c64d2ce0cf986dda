package org.warpath.nn.layer;

import org.warpath.linalg.ElementType;

/** What kernels compute in: float64 for float64, float32 for all other elements. */
public enum Precision {
  FLOAT32("_f32", Float.BYTES),
  FLOAT64("_f64", Double.BYTES);

  private final String ending;
  private final int byteSize;

  Precision(String ending, int byteSize) {
    this.ending = ending;
    this.byteSize = byteSize;
  }

  /** That for elements of {@code type}. */
  public static Precision of(ElementType type) {
    return type == ElementType.FLOAT64 ? FLOAT64 : FLOAT32;
  }

  /** With which the names of its kernels end. */
  String ending() {
    return ending;
  }

  /** Bytes of a number. */
  public int byteSize() {
    return byteSize;
  }

  /** A number as an argument of a kernel. */
  public Number number(double value) {
    if (this == FLOAT64) {
      return value;
    }
    return (float) value;
  }
}
