package org.warpath.nn.activation;

/**
 * eˣ for results in float32, of the elements of float64 arrays, in place: as
 * (e<sup>x/512</sup>)⁵¹², by a polynomial and nine squarings in float64, where the errors that
 * those multiply stay below |x|·2⁻³⁷ of eˣ. There is no 2ⁿ to be made, so there are no integers,
 * bits or special cases: the JIT vectorises the loops; several short ones are quicker than one
 * long.
 */
final class Powers {
  /** What {@link #roots} takes is x times this. */
  static final double SCALE = 0x1p-9;

  /** The largest |x| for which eˣ is to be right; in float32 it is 0 or infinite beyond. */
  static final float RANGE = 104;

  // (eʳ − 1 − r)/r² for |r| ≤ 107/512: the polynomial of least relative error in eʳ − 1, 2⁻³⁷.
  private static final double C0 = 0.5000000002240178;
  private static final double C1 = 0.16666666673910882;
  private static final double C2 = 0.04166662539260299;
  private static final double C3 = 0.008333325361328582;
  private static final double C4 = 0.0013907831754023132;
  private static final double C5 = 0.0001986776553707647;

  private Powers() {}

  /** r[0 … count−1] ← eʳ − 1, of r = x·{@link #SCALE}. */
  static void roots(double[] r, int count) {
    for (int i = 0; i < count; i++) {
      double t = r[i];
      double p = C5 * t + C4;
      p = p * t + C3;
      p = p * t + C2;
      p = p * t + C1;
      p = p * t + C0;
      r[i] = p * t * t + t;
    }
  }

  /** m[0 … count−1] ← (1 + m)⁵¹², which is eˣ. */
  static void raise(double[] m, int count) {
    for (int i = 0; i < count; i++) {
      double power = 1 + m[i];
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      m[i] = power;
    }
  }

  /** m[0 … count−1] ← (1 + m)⁵¹² − 1, which is eˣ − 1, precise near 0. */
  static void raiseLess1(double[] m, int count) {
    for (int i = 0; i < count; i++) {
      // (1 + m)² − 1 = m·(m + 2).
      double less1 = m[i];
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      less1 *= less1 + 2;
      m[i] = less1;
    }
  }
}
