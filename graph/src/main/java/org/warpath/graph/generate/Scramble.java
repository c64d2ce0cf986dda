package org.warpath.graph.generate;

/**
 * A seeded bijection on [0, 2^bits): rounds of odd multiplication, xor-shift and addition, each
 * invertible. Takes the place of a shuffled table, which could not be made in parallel.
 */
final class Scramble {
  private static final int ROUNDS = 4;

  private final int bits;
  private final long mask;
  private final long[] factors = new long[ROUNDS];
  private final long[] terms = new long[ROUNDS];

  Scramble(int bits, long seed) {
    this.bits = bits;
    this.mask = (1L << bits) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      factors[round] = EdgeRandom.mix(seed + 2L * round + 1) | 1;
      terms[round] = EdgeRandom.mix(seed - 2L * round - 1);
    }
  }

  long apply(long value) {
    long x = value;
    for (int round = 0; round < ROUNDS; round++) {
      x = (x * factors[round] + terms[round]) & mask;
      x ^= x >>> (bits / 2 + 1);
    }
    return x;
  }

  /** The way back. */
  Inverse inverse() {
    return new Inverse();
  }

  /** Finds the value of which a scrambled one was made. */
  final class Inverse {
    private final long[] inverses = new long[ROUNDS];

    private Inverse() {
      for (int round = 0; round < ROUNDS; round++) {
        inverses[round] = inverse(factors[round]);
      }
    }

    long apply(long scrambled) {
      long x = scrambled;
      for (int round = ROUNDS - 1; round >= 0; round--) {
        // The shift is more than half of the bits: what it brings down is as it was.
        x ^= x >>> (bits / 2 + 1);
        x = ((x - terms[round]) * inverses[round]) & mask;
      }
      return x;
    }
  }

  /**
   * The inverse of an odd number modulo 2⁶⁴, by Newton's iteration: each doubles the right bits.
   */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int rightBits = 3; rightBits < Long.SIZE; rightBits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
