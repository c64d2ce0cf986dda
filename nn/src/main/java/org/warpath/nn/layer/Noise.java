package org.warpath.nn.layer;

/**
 * Random numbers that any place can compute for itself: number i of a stream is a hash of the
 * stream's key and i, so that every engine and every number of threads makes the same ones.
 * SplitMix64's finaliser (Steele, Lea and Flood 2014) twice.
 */
public final class Noise {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double TO_UNIT = 0x1.0p-53;

  private final long key;
  private long next;

  /** The stream with this key. */
  public Noise(long key) {
    this.key = key;
  }

  /** A key made of two: streams of a seed, of a step, of a layer. */
  public static long key(long key, long part) {
    return mix(mix(key + GOLDEN) ^ (part * GOLDEN + GOLDEN));
  }

  /** A key for what is called {@code name}. */
  public static long key(long key, String name) {
    long hash = key;
    for (int i = 0; i < name.length(); i++) {
      hash = key(hash, name.charAt(i));
    }
    return hash;
  }

  /** Number {@code index} of the stream: 64 random bits. */
  public static long bits(long key, long index) {
    return mix(mix(index * GOLDEN + key) ^ key);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  /** Number {@code index} of the stream, uniform in [0, 1), a multiple of 2⁻⁵³. */
  public static double uniform(long key, long index) {
    return (bits(key, index) >>> 11) * TO_UNIT;
  }

  /** The next number, uniform in [0, 1). */
  public double nextUniform() {
    return uniform(key, next++);
  }

  /** The next number of a standard normal distribution, by Box and Muller. */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextUniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * nextUniform());
  }
}
