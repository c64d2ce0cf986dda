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

  /** x[from … from+count−1] in one. */
  private double fold(double[] x, int from, int count) {
    return switch (this) {
      case SUM -> sum(x, from, count);
      case PRODUCT -> product(x, from, count);
      case MIN -> {
        double min = identity;
        for (int i = from; i < from + count; i++) {
          min = Math.min(min, x[i]);
        }
        yield min;
      }
      case MAX -> {
        double max = identity;
        for (int i = from; i < from + count; i++) {
          max = Math.max(max, x[i]);
        }
        yield max;
      }
    };
  }

  // Four chains, as each addition waits for the one before; the compiler keeps their order.
  private static double sum(double[] x, int from, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 3 < from + count; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < from + count; i++) {
      a += x[i];
    }
    return a + b + (c + d);
  }

  private static double product(double[] x, int from, int count) {
    double a = 1;
    double b = 1;
    double c = 1;
    double d = 1;
    int i = from;
    for (; i + 3 < from + count; i += 4) {
      a *= x[i];
      b *= x[i + 1];
      c *= x[i + 2];
      d *= x[i + 3];
    }
    for (; i < from + count; i++) {
      a *= x[i];
    }
    return a * b * (c * d);
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
