package org.warpath.fft.cpu;

import java.util.Arrays;
import org.warpath.fft.layout.FastLength;

/**
 * The transform of any length as a convolution (Bluestein, 1970): jk = (j² + k² − (k − j)²)/2, so
 * X_k = c_k · Σ (x_j·c_j) · c̄_(k−j) with the chirp c_j = exp(−πi·j²/n). The convolution is done by
 * transforms of a smooth length m ≥ 2n − 1.
 */
final class BluesteinLine implements LineTransform {
  /** The transforms in the middle are of at most 2⁹·5⁹ elements, whose parts arrays can hold. */
  private static final int LONGEST = 500_000_000;

  private final int n;
  private final SmoothLine smooth;
  private final Chirp chirp;
  private final Pool<Plane> planes;

  /**
   * For any n that is not too long.
   *
   * @throws IllegalArgumentException if n exceeds {@link #LONGEST}
   */
  BluesteinLine(int n) {
    if (n > LONGEST) {
      throw new IllegalArgumentException(
          "fft: %d has a prime factor above %d: such lengths are at most %d"
              .formatted(n, Factors.LARGEST_PRIME, LONGEST));
    }
    this.n = n;
    int m = FastLength.atLeast(2L * n - 1);
    smooth = new SmoothLine(m);
    chirp = new Chirp(n, m);
    planes = new Pool<>(() -> new Plane(m));
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public void transform(LineSource from, LineSink to, int threads) {
    Plane plane = planes.take();
    smooth.transform(
        (at, count, re, im) -> loadTurned(from, at, count, re, im),
        (at, count, re, im) -> storeFiltered(plane, at, count, re, im),
        threads);
    smooth.transform(plane, (at, count, re, im) -> storeTurned(to, at, count, re, im), threads);
    planes.give(plane);
  }

  private void loadTurned(LineSource from, int at, int count, double[] re, double[] im) {
    int inside = Math.clamp((long) n - at, 0, count);
    if (inside > 0) {
      from.load(at, inside, re, im);
      chirp.turn(at, inside, re, im);
    }
    Arrays.fill(re, inside, count, 0);
    Arrays.fill(im, inside, count, 0);
  }

  // With real and imaginary parts changing places, for the way back.
  private void storeFiltered(Plane plane, int at, int count, double[] re, double[] im) {
    chirp.filter(at, count, re, im);
    System.arraycopy(re, 0, plane.im, at, count);
    System.arraycopy(im, 0, plane.re, at, count);
  }

  private void storeTurned(LineSink to, int at, int count, double[] re, double[] im) {
    int inside = Math.clamp((long) n - at, 0, count);
    if (inside > 0) {
      chirp.turn(at, inside, im, re);
      to.store(at, inside, im, re);
    }
  }

  /** Working memory that is also a line. */
  private static final class Plane implements LineSource {
    final double[] re;
    final double[] im;

    Plane(int size) {
      re = new double[size];
      im = new double[size];
    }

    @Override
    public void load(int from, int count, double[] toRe, double[] toIm) {
      System.arraycopy(re, from, toRe, 0, count);
      System.arraycopy(im, from, toIm, 0, count);
    }
  }
}
