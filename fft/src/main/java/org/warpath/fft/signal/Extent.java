package org.warpath.fft.signal;

/** Which part of a linear convolution or correlation of m and n elements is wanted. */
public enum Extent {
  /** All m + n − 1 elements. */
  FULL,
  /** The m elements in the middle: as many as the first operand has. */
  SAME,
  /** The |m − n| + 1 elements that do not depend on what lies beyond the operands' ends. */
  VALID;

  int length(int m, int n) {
    return switch (this) {
      case FULL -> Math.addExact(m, n - 1);
      case SAME -> m;
      case VALID -> Math.abs(m - n) + 1;
    };
  }

  /** Where it begins in the full result. */
  int first(int m, int n) {
    return switch (this) {
      case FULL -> 0;
      case SAME -> (n - 1) / 2;
      case VALID -> Math.min(m, n) - 1;
    };
  }
}
