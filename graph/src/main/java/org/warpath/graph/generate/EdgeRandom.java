package org.warpath.graph.generate;

/**
 * Random numbers by counter: number {@code draw} of edge {@code edge} is a hash of the seed and
 * both, so edges can be made in any order on any thread. The mixing function is SplitMix64's
 * (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */
final class EdgeRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private EdgeRandom() {}

  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /** Where the numbers of {@code edge} begin. */
  static long stream(long seed, long edge) {
    return mix(mix(seed + GOLDEN_GAMMA) + edge * GOLDEN_GAMMA);
  }

  /** 64 random bits. */
  static long bits(long stream, int draw) {
    return mix(stream + (draw + 1) * GOLDEN_GAMMA);
  }

  /** A number in [0, bound), uniform to within bound / 2⁶⁴. */
  static long below(long bound, long bits) {
    return Math.unsignedMultiplyHigh(bits, bound);
  }
}
