package org.warpath.fft.cpu;

import java.util.Arrays;

/** How lengths divide. */
final class Factors {
  /**
   * A larger prime factor p is dearer from the definition, p² products, than by Bluestein's way.
   */
  static final int LARGEST_PRIME = 61;

  private Factors() {}

  /** Whether no prime factor of n exceeds {@link #LARGEST_PRIME}. */
  static boolean smooth(int n) {
    int rest = n;
    for (int p = 2; p <= LARGEST_PRIME && rest > 1; p++) {
      while (rest % p == 0) {
        rest /= p;
      }
    }
    return rest == 1;
  }

  /** The stages for n rows: odd ones first, then at most one of 2, then fours. */
  static int[] radices(int n) {
    int[] radices = new int[32];
    int count = 0;
    int rest = n;
    for (int p = 3; p <= LARGEST_PRIME; p += 2) {
      while (rest % p == 0) {
        radices[count++] = p;
        rest /= p;
      }
    }
    if (Integer.numberOfTrailingZeros(rest) % 2 == 1) {
      radices[count++] = 2;
      rest /= 2;
    }
    while (rest > 1) {
      radices[count++] = 4;
      rest /= 4;
    }
    return Arrays.copyOf(radices, count);
  }

  /** The divisor of n nearest to {@code wanted}, by ratio. */
  static int divisorNear(int n, double wanted) {
    int best = 1;
    for (int d = 1; (long) d * d <= n; d++) {
      if (n % d == 0) {
        best = nearer(nearer(best, d, wanted), n / d, wanted);
      }
    }
    return best;
  }

  private static int nearer(int a, int b, double wanted) {
    return Math.abs(Math.log(a / wanted)) <= Math.abs(Math.log(b / wanted)) ? a : b;
  }
}
