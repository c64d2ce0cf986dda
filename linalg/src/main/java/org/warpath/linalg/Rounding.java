package org.warpath.linalg;

/** Rounding of doubles to 16-bit numbers, once: to the nearest, ties to even. */
final class Rounding {

  private Rounding() {}

  static short toFloat16(double value) {
    return Float.floatToFloat16(toOdd(value));
  }

  static short toBfloat16(double value) {
    if (Double.isNaN(value)) {
      return (short) 0x7fc0;
    }
    int bits = Float.floatToRawIntBits(toOdd(value));
    int evenTie = (bits >>> 16) & 1;
    return (short) ((bits + 0x7fff + evenTie) >>> 16);
  }

  /**
   * {@code value} as float32 rounded to odd: what is not exact gets a last bit of 1, so that a
   * second rounding to fewer bits sees that something lies beyond and equals a single one (Boldo
   * and Melquiond, Emulation of a FMA and correctly rounded sums, 2008).
   */
  private static float toOdd(double value) {
    float nearest = (float) value;
    if (nearest == value || Double.isNaN(value)) {
      return nearest;
    }
    if (Float.isInfinite(nearest)) {
      return nearest > 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
    }
    if ((Float.floatToRawIntBits(nearest) & 1) == 1) {
      return nearest;
    }
    return nearest < value ? Math.nextUp(nearest) : Math.nextDown(nearest);
  }
}
