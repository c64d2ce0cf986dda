package org.warpath.graph.generate;

/**
 * A seeded bijection on [0, size): a {@link Scramble} of the next power of two, applied again to
 * what falls beyond, on average less than twice.
 */
final class Shuffle {
  private final long size;
  private final Scramble scramble;
  private final Scramble.Inverse inverse;

  Shuffle(long size, long seed) {
    this.size = size;
    scramble = new Scramble(Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(size - 1)), seed);
    inverse = scramble.inverse();
  }

  long apply(long value) {
    long x = scramble.apply(value);
    while (x >= size) {
      x = scramble.apply(x);
    }
    return x;
  }

  /** The value of which {@link #apply} makes {@code shuffled}. */
  long invert(long shuffled) {
    long x = inverse.apply(shuffled);
    while (x >= size) {
      x = inverse.apply(x);
    }
    return x;
  }
}
