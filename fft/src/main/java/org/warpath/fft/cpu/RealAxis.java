package org.warpath.fft.cpu;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;

/**
 * Real transforms along one axis of a row-major array [outer][n][inner]: to and from the half
 * spectrum [outer][n/2 + 1][inner].
 *
 * <p>An even number n of reals is transformed as n/2 complex numbers z_j = x_2j + i·x_(2j+1), whose
 * spectrum {@link HalfSpectrum} takes apart; an odd one as complex numbers without imaginary parts.
 */
final class RealAxis {
  // Elements worth a task.
  private static final int GRAIN = 1 << 14;

  private final int n;
  private final int half;
  private final long inner;
  private final long count;
  private final LineBatch lines;
  private final @Nullable HalfSpectrum packing;

  RealAxis(long outer, int n, long inner) {
    this.n = n;
    this.inner = inner;
    half = n / 2 + 1;
    count = outer * inner;
    boolean even = n % 2 == 0;
    lines = new LineBatch(even ? n / 2 : n, count);
    packing = even ? new HalfSpectrum(n) : null;
  }

  void forward(Samples from, Samples to, int threads) {
    HalfSpectrum packed = packing;
    if (packed == null) {
      lines.transform(
          i -> new RealLine(from, realFirst(i), inner, 1),
          i -> firstHalf(spectrum(to, i)),
          threads);
      return;
    }
    lines.transform(
        i -> new PairedLine(from, realFirst(i), inner, 1), i -> spectrum(to, i), threads);
    if (count >= threads) {
      Parallel.forEachRange(
          threads,
          count,
          Math.max(1, GRAIN / n),
          (first, end) -> {
            for (long i = first; i < end; i++) {
              packed.unpack(spectrum(to, i), 1);
            }
          });
    } else {
      for (long i = 0; i < count; i++) {
        packed.unpack(spectrum(to, i), threads);
      }
    }
  }

  void inverse(Samples from, Samples to, double scale, int threads) {
    HalfSpectrum packed = packing;
    lines.transform(
        i ->
            packed == null
                ? new HermitianLine(spectrum(from, i), n)
                : packed.packing(spectrum(from, i)),
        i ->
            packed == null
                ? new RealLine(to, realFirst(i), inner, scale)
                : new PairedLine(to, realFirst(i), inner, scale),
        threads);
  }

  private ComplexLine spectrum(Samples samples, long i) {
    return new ComplexLine(samples, i / inner * half * inner + i % inner, inner, false, 1);
  }

  private long realFirst(long i) {
    return i / inner * n * inner + i % inner;
  }

  private LineSink firstHalf(LineSink line) {
    return (from, length, re, im) -> {
      int stored = Math.clamp((long) half - from, 0, length);
      if (stored > 0) {
        line.store(from, stored, re, im);
      }
    };
  }
}
