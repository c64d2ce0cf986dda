package org.warpath.fft.cpu;

/**
 * Mixed-radix decimation in frequency (Gentleman and Sande, 1966) of n rows. After a stage of radix
 * r, with p the row within the r-th part of its block, output k of the small transform is turned by
 * w^(p·k) and begins a block of its own; in the end the rows lie in digit-reversed order.
 */
final class RowFft implements RowTransform {
  private final int n;
  private final int[] radices;
  private final double[][] twiddles; // of each stage: [p][k = 1 … r−1], interleaved
  private final OddButterfly[] odd;
  private final int[] order;
  private final int spareRows;

  /** For n whose prime factors are at most {@link Factors#LARGEST_PRIME}. */
  RowFft(int n) {
    this.n = n;
    radices = Factors.radices(n);
    twiddles = new double[radices.length][];
    odd = new OddButterfly[radices.length];
    int widest = 1;
    int block = n;
    for (int stage = 0; stage < radices.length; stage++) {
      int r = radices[stage];
      int part = block / r;
      twiddles[stage] = new double[part * (r - 1) * 2];
      for (int p = 0; p < part; p++) {
        for (int k = 1; k < r; k++) {
          Twiddles.put(twiddles[stage], (p * (r - 1) + k - 1) * 2, (long) p * k, block);
        }
      }
      if (r > 4) {
        odd[stage] = new OddButterfly(r);
        widest = Math.max(widest, r);
      }
      block = part;
    }
    spareRows = widest - 1;
    order = new int[n];
    for (int position = 0; position < n; position++) {
      order[index(position)] = position;
    }
  }

  // Which output lies at a position: the digits' weights are reversed.
  private int index(int position) {
    int index = 0;
    int weight = 1;
    int block = n;
    for (int r : radices) {
      block /= r;
      index += position / block % r * weight;
      weight *= r;
    }
    return index;
  }

  @Override
  public int size() {
    return n;
  }

  int spareRows() {
    return spareRows;
  }

  @Override
  public Rows spare(int lanes) {
    return new Rows(spareRows, lanes);
  }

  @Override
  public void transform(Rows rows, int lanes, Rows spare) {
    stages(0, rows, 0, n, lanes, spare);
    rows.permute(order);
  }

  // Depth first: small blocks pass their last stages in the first-level cache.
  private void stages(int stage, Rows rows, int first, int block, int lanes, Rows spare) {
    if (stage == radices.length) {
      return;
    }
    int part = block / radices[stage];
    stage(stage, rows, first, part, lanes, spare);
    for (int next = first; next < first + block && part > 1; next += part) {
      stages(stage + 1, rows, next, part, lanes, spare);
    }
  }

  private void stage(int stage, Rows rows, int first, int part, int lanes, Rows spare) {
    double[] w = twiddles[stage];
    switch (radices[stage]) {
      case 2 -> two(rows, first, part, lanes, w);
      case 3 -> three(rows, first, part, lanes, w);
      case 4 -> four(rows, first, part, lanes, w);
      default -> odd(stage, rows, first, part, lanes, spare);
    }
  }

  private static void two(Rows rows, int first, int part, int lanes, double[] w) {
    for (int p = 0; p < part; p++) {
      Butterflies.two(rows.re, rows.im, first + p, first + p + part, lanes, w, 2 * p);
    }
  }

  private static void three(Rows rows, int first, int part, int lanes, double[] w) {
    double[][] re = rows.re;
    double[][] im = rows.im;
    for (int p = 0; p < part; p++) {
      int a = first + p;
      int b = a + part;
      int c = b + part;
      Butterflies.three(re, im, a, b, c, lanes);
      if (p > 0) {
        Butterflies.scale(re, im, b, lanes, w, 4 * p);
        Butterflies.scale(re, im, c, lanes, w, 4 * p + 2);
      }
    }
  }

  private static void four(Rows rows, int first, int part, int lanes, double[] w) {
    double[][] re = rows.re;
    double[][] im = rows.im;
    for (int p = 0; p < part; p++) {
      int a = first + p;
      int b = a + part;
      int c = b + part;
      int d = c + part;
      Butterflies.four(re, im, a, b, c, d, lanes);
      if (p > 0) {
        Butterflies.scaleThree(re, im, b, c, d, lanes, w, 6 * p);
      }
    }
  }

  private void odd(int stage, Rows rows, int first, int part, int lanes, Rows spare) {
    int r = radices[stage];
    double[] w = twiddles[stage];
    for (int p = 0; p < part; p++) {
      odd[stage].transform(rows, first + p, part, lanes, spare);
      for (int k = 1; k < r && p > 0; k++) {
        Butterflies.scale(
            rows.re, rows.im, first + p + k * part, lanes, w, (p * (r - 1) + k - 1) * 2);
      }
    }
  }
}
