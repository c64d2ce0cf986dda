package org.warpath.nn.dropout;

/**
 * MT19937 (Matsumoto and Nishimura 1998) as NumPy's {@code RandomState(seed)} has it. For one
 * thread at a time.
 */
final class MersenneTwister {
  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int MATRIX = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  /**
   * The stream of a seed.
   *
   * @param seed in [0, 2³²)
   */
  MersenneTwister(long seed) {
    if (seed < 0 || seed >= 1L << Integer.SIZE) {
      throw new IllegalArgumentException("seed must be in [0, 4294967296), was " + seed);
    }
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  private void refill() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
      state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX);
    }
    next = 0;
  }

  /** 32 random bits. */
  int nextBits() {
    if (next == SIZE) {
      refill();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³: {@code random_sample}. */
  double nextUniform() {
    int high = nextBits() >>> 5;
    int low = nextBits() >>> 6;
    return (high * 0x1p26 + low) * 0x1p-53;
  }
}
