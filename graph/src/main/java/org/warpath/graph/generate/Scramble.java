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

  int apply(int value) {
    long x = value;
    for (int round = 0; round < ROUNDS; round++) {
      x = (x * factors[round] + terms[round]) & mask;
      x ^= x >>> (bits / 2 + 1);
    }
    return (int) x;
  }
}
