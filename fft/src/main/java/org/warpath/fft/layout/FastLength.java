package org.warpath.fft.layout;

/** Lengths that transform fast, for those who may pad with zeros. */
public final class FastLength {
  private FastLength() {}

  /**
   * The least 2^a·3^b·5^c that is at least n.
   *
   * @throws ArithmeticException if it is not below 2³¹
   */
  public static int atLeast(long n) {
    Math.toIntExact(n); // far above, the products below would overflow
    long best = Long.MAX_VALUE;
    for (long fives = 1; fives < best; fives *= 5) {
      for (long threes = fives; threes < best; threes *= 3) {
        long power = threes;
        while (power < n) {
          power *= 2;
        }
        best = Math.min(best, power);
        if (threes >= n) {
          break;
        }
      }
      if (fives >= n) {
        break;
      }
    }
    return Math.toIntExact(best);
  }
}
