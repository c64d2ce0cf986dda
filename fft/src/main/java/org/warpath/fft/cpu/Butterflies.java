package org.warpath.fft.cpu;

/**
 * The small transforms across rows, in place. Every loop is short enough for the JIT compiler to
 * unroll and vectorise (some 60 nodes): so a twiddled radix 4 is two loops, not one.
 */
final class Butterflies {
  private static final double SIN_60 = Math.sqrt(3) / 2;

  private Butterflies() {}

  /** Rows a, b ← a + b, w·(a − b), with w at {@code w[at]}. */
  static void two(double[][] re, double[][] im, int a, int b, int lanes, double[] w, int at) {
    two(re[a], im[a], re[b], im[b], lanes, w[at], w[at + 1]);
  }

  private static void two(
      double[] ar, double[] ai, double[] br, double[] bi, int lanes, double wr, double wi) {
    for (int q = 0; q < lanes; q++) {
      double tr = ar[q] - br[q];
      double ti = ai[q] - bi[q];
      ar[q] += br[q];
      ai[q] += bi[q];
      br[q] = tr * wr - ti * wi;
      bi[q] = tr * wi + ti * wr;
    }
  }

  /** The transform of three rows. */
  static void three(double[][] re, double[][] im, int a, int b, int c, int lanes) {
    three(re[a], im[a], re[b], im[b], re[c], im[c], lanes);
  }

  private static void three(
      double[] ar, double[] ai, double[] br, double[] bi, double[] cr, double[] ci, int lanes) {
    for (int q = 0; q < lanes; q++) {
      double sr = br[q] + cr[q];
      double si = bi[q] + ci[q];
      double dr = SIN_60 * (bi[q] - ci[q]);
      double di = SIN_60 * (cr[q] - br[q]);
      double mr = ar[q] - 0.5 * sr;
      double mi = ai[q] - 0.5 * si;
      ar[q] += sr;
      ai[q] += si;
      br[q] = mr + dr;
      bi[q] = mi + di;
      cr[q] = mr - dr;
      ci[q] = mi - di;
    }
  }

  /** The transform of four rows. */
  static void four(double[][] re, double[][] im, int a, int b, int c, int d, int lanes) {
    four(re[a], im[a], re[b], im[b], re[c], im[c], re[d], im[d], lanes);
  }

  private static void four(
      double[] ar,
      double[] ai,
      double[] br,
      double[] bi,
      double[] cr,
      double[] ci,
      double[] dr,
      double[] di,
      int lanes) {
    for (int q = 0; q < lanes; q++) {
      double sr = ar[q] + cr[q];
      double si = ai[q] + ci[q];
      double tr = ar[q] - cr[q];
      double ti = ai[q] - ci[q];
      double ur = br[q] + dr[q];
      double ui = bi[q] + di[q];
      double vr = bi[q] - di[q]; // −i·(b − d)
      double vi = dr[q] - br[q];
      ar[q] = sr + ur;
      ai[q] = si + ui;
      br[q] = tr + vr;
      bi[q] = ti + vi;
      cr[q] = sr - ur;
      ci[q] = si - ui;
      dr[q] = tr - vr;
      di[q] = ti - vi;
    }
  }

  /** Row a ← w·a, with w at {@code w[at]}. */
  static void scale(double[][] re, double[][] im, int a, int lanes, double[] w, int at) {
    scale(re[a], im[a], lanes, w[at], w[at + 1]);
  }

  private static void scale(double[] ar, double[] ai, int lanes, double wr, double wi) {
    for (int q = 0; q < lanes; q++) {
      double tr = ar[q];
      double ti = ai[q];
      ar[q] = tr * wr - ti * wi;
      ai[q] = tr * wi + ti * wr;
    }
  }

  /** Rows a, b, c ← w₁·a, w₂·b, w₃·c, with the three from {@code w[at]} on. */
  static void scaleThree(
      double[][] re, double[][] im, int a, int b, int c, int lanes, double[] w, int at) {
    scaleThree(
        re[a], im[a], re[b], im[b], re[c], im[c], lanes, w[at], w[at + 1], w[at + 2], w[at + 3],
        w[at + 4], w[at + 5]);
  }

  private static void scaleThree(
      double[] ar,
      double[] ai,
      double[] br,
      double[] bi,
      double[] cr,
      double[] ci,
      int lanes,
      double ur,
      double ui,
      double vr,
      double vi,
      double wr,
      double wi) {
    for (int q = 0; q < lanes; q++) {
      double tr = ar[q];
      double ti = ai[q];
      ar[q] = tr * ur - ti * ui;
      ai[q] = tr * ui + ti * ur;
      double sr = br[q];
      double si = bi[q];
      br[q] = sr * vr - si * vi;
      bi[q] = sr * vi + si * vr;
      double rr = cr[q];
      double ri = ci[q];
      cr[q] = rr * wr - ri * wi;
      ci[q] = rr * wi + ri * wr;
    }
  }

  /** Row a ← w·t·a element by element, with the row t and the number w at {@code w[at]}. */
  static void scaleByRow(
      double[] ar, double[] ai, double[] tr, double[] ti, int lanes, double wr, double wi) {
    for (int q = 0; q < lanes; q++) {
      double ur = ar[q] * tr[q] - ai[q] * ti[q];
      double ui = ar[q] * ti[q] + ai[q] * tr[q];
      ar[q] = ur * wr - ui * wi;
      ai[q] = ur * wi + ui * wr;
    }
  }
}
