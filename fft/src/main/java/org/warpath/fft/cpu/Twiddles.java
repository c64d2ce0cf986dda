package org.warpath.fft.cpu;

/** Roots of unity, to within 1 ulp. */
final class Twiddles {
  // π = PI_HIGH + PI_LOW, to 106 bits.
  private static final double PI_HIGH = Math.PI;
  private static final double PI_LOW = 1.2246467991473532e-16;

  private Twiddles() {}

  /** Puts exp(−2πi·k/n) at {@code w[at]} (real) and {@code w[at + 1]} (imaginary), for any k. */
  static void put(double[] w, int at, long k, long n) {
    // k/n turns = octant/8 + rest/(8n), with the rest reflected into [0, n]: an angle in [0, π/4].
    long eighths = Math.multiplyExact(8L, Math.floorMod(k, n));
    int octant = (int) (eighths / n);
    long rest = eighths - octant * n;
    boolean odd = (octant & 1) == 1;
    if (odd) {
      rest = n - rest;
    }
    double turn = 2.0 * rest;
    double high = turn * PI_HIGH;
    double low = Math.fma(turn, PI_HIGH, -high) + turn * PI_LOW;
    double divisor = 8.0 * n;
    double angle = high / divisor;
    double error = (Math.fma(-angle, divisor, high) + low) / divisor;
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    double cos = c - s * error;
    double sin = s + c * error;
    boolean swap = octant == 1 || octant == 2 || octant == 5 || octant == 6;
    double x = swap ? sin : cos;
    double y = swap ? cos : sin;
    w[at] = octant >= 2 && octant <= 5 ? -x : x;
    w[at + 1] = octant >= 4 ? y : -y;
  }

  /** exp(−2πi·k/n) for k = 0 … count−1, interleaved. */
  static double[] table(int count, long n) {
    double[] w = new double[2 * count];
    for (int k = 0; k < count; k++) {
      put(w, 2 * k, k, n);
    }
    return w;
  }
}
