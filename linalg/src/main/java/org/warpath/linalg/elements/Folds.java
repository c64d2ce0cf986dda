package org.warpath.linalg.elements;

/** How a stretch of numbers becomes one. */
enum Folds {
  SUM(0),
  PRODUCT(1),
  MIN(Double.POSITIVE_INFINITY),
  MAX(Double.NEGATIVE_INFINITY);

  private final double identity;

  Folds(double identity) {
    this.identity = identity;
  }

  static Folds of(Reduction reduction) {
    return switch (reduction) {
      case SUM, MEAN, NORM_1, NORM_2 -> SUM;
      case PRODUCT -> PRODUCT;
      case MIN -> MIN;
      case MAX, NORM_INFINITY -> MAX;
    };
  }

  double combine(double a, double b) {
    return switch (this) {
      case SUM -> a + b;
      case PRODUCT -> a * b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
    };
  }

  /** x[from … from+count−1] in one, by four chains that do not wait for each other. */
  double fold(double[] x, int from, int count) {
    double a = identity;
    double b = identity;
    double c = identity;
    double d = identity;
    int end = from + count;
    int i = from;
    switch (this) {
      case SUM -> {
        for (; i + 3 < end; i += 4) {
          a += x[i];
          b += x[i + 1];
          c += x[i + 2];
          d += x[i + 3];
        }
      }
      case PRODUCT -> {
        for (; i + 3 < end; i += 4) {
          a *= x[i];
          b *= x[i + 1];
          c *= x[i + 2];
          d *= x[i + 3];
        }
      }
      case MIN -> {
        for (; i + 3 < end; i += 4) {
          a = Math.min(a, x[i]);
          b = Math.min(b, x[i + 1]);
          c = Math.min(c, x[i + 2]);
          d = Math.min(d, x[i + 3]);
        }
      }
      case MAX -> {
        for (; i + 3 < end; i += 4) {
          a = Math.max(a, x[i]);
          b = Math.max(b, x[i + 1]);
          c = Math.max(c, x[i + 2]);
          d = Math.max(d, x[i + 3]);
        }
      }
    }
    for (; i < end; i++) {
      a = combine(a, x[i]);
    }
    return combine(combine(a, b), combine(c, d));
  }

  /** x[from … from+count−1] in one, by halves: the error of a sum grows with log(count). */
  double pairwise(double[] x, int from, int count) {
    if (count <= 128) {
      return fold(x, from, count);
    }
    int half = Integer.highestOneBit(count - 1);
    return combine(pairwise(x, from, half), pairwise(x, from + half, count - half));
  }
}
