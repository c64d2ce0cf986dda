package org.warpath.fft.cpu;

import java.util.Arrays;
import org.warpath.fft.layout.FastLength;

/** {@link BluesteinLine} on rows. */
final class RowBluestein implements RowTransform {
  private final int n;
  private final int m;
  private final RowFft smooth;
  private final Chirp chirp;

  /** For n below 2³⁰. */
  RowBluestein(int n) {
    this.n = n;
    m = FastLength.atLeast(2L * n - 1);
    smooth = new RowFft(m);
    chirp = new Chirp(n, m);
  }

  @Override
  public int size() {
    return n;
  }

  // m rows to convolve in, and those that the smooth transform asks for.
  @Override
  public Rows spare(int lanes) {
    return new Rows(m + smooth.spareRows(), lanes);
  }

  @Override
  public void transform(Rows rows, int lanes, Rows spare) {
    Rows wide = spare.part(0, m);
    Rows rest = spare.part(m, spare.count());
    double[] turn = chirp.values();
    for (int j = 0; j < n; j++) {
      System.arraycopy(rows.re[j], 0, wide.re[j], 0, lanes);
      System.arraycopy(rows.im[j], 0, wide.im[j], 0, lanes);
      Butterflies.scale(wide.re, wide.im, j, lanes, turn, 2 * j);
    }
    for (int j = n; j < m; j++) {
      Arrays.fill(wide.re[j], 0, lanes, 0);
      Arrays.fill(wide.im[j], 0, lanes, 0);
    }
    smooth.transform(wide, lanes, rest);
    for (int k = 0; k < m; k++) {
      Butterflies.scale(wide.re, wide.im, k, lanes, chirp.filterValues(), 2 * k);
    }
    wide.swapParts();
    smooth.transform(wide, lanes, rest);
    wide.swapParts();
    for (int k = 0; k < n; k++) {
      Butterflies.scale(wide.re, wide.im, k, lanes, turn, 2 * k);
      System.arraycopy(wide.re[k], 0, rows.re[k], 0, lanes);
      System.arraycopy(wide.im[k], 0, rows.im[k], 0, lanes);
    }
    // Rows of the two parts may have changed places.
    spare.join(wide, rest);
  }
}
