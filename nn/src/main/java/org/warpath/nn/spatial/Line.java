package org.warpath.nn.spatial;

/**
 * One dimension of what is sampled: which elements a grid's number means, and how much of each.
 *
 * @param size elements
 * @param layer how they are sampled
 */
record Line(int size, GridSample layer) {
  private static final double A = -0.75;

  /** Where a grid's number lies, in elements. */
  private double place(double number) {
    return layer.alignsCorners() ? (number + 1) / 2 * (size - 1) : ((number + 1) * size - 1) / 2;
  }

  /** Elements a unit of the grid. */
  private double scale() {
    return layer.alignsCorners() ? (size - 1) / 2.0 : size / 2.0;
  }

  private double padded(double place) {
    return switch (layer.padding()) {
      case ZEROS -> place;
      case BORDER -> clip(place);
      case REFLECTION -> clip(reflect(place));
    };
  }

  private double clip(double place) {
    return Math.max(0, Math.min(size - 1, place));
  }

  // Mirrors are at 0 and size − 1, or half an element further out.
  private double least() {
    return layer.alignsCorners() ? 0 : -0.5;
  }

  private double span() {
    return layer.alignsCorners() ? size - 1 : size;
  }

  private double reflect(double place) {
    double span = span();
    if (span == 0) {
      return 0;
    }
    double distance = Math.abs(place - least());
    double rest = distance % span;
    return least() + (isTurned(distance) ? span - rest : rest);
  }

  private boolean isTurned(double distance) {
    return Math.floor(distance / span()) % 2 != 0;
  }

  /** The derivative of {@link #padded}. */
  private double slope(double place) {
    if (layer.padding() == Padding.ZEROS) {
      return 1;
    }
    boolean mirrors = layer.padding() == Padding.REFLECTION;
    double inside = mirrors ? reflect(place) : place;
    if (inside <= 0 || inside >= size - 1) {
      return 0;
    }
    if (!mirrors) {
      return 1;
    }
    double distance = place - least();
    return distance < 0 == isTurned(Math.abs(distance)) ? 1 : -1;
  }

  // NaN is in no input.
  private int index(double place) {
    return place >= 0 && place <= size - 1 ? (int) place : -1;
  }

  /**
   * Writes, for each tap of each of {@code count} numbers, the element's index, −1 for none, its
   * weight and that one's derivative by the number: at [tap][number].
   */
  void weigh(double[] numbers, int count, int[][] indices, double[][] weights, double[][] slopes) {
    switch (layer.interpolation()) {
      case NEAREST -> nearest(numbers, count, indices[0], weights[0], slopes[0]);
      case LINEAR -> linear(numbers, count, indices, weights, slopes);
      case CUBIC -> cubic(numbers, count, indices, weights, slopes);
    }
  }

  private void nearest(
      double[] numbers, int count, int[] indices, double[] weights, double[] slopes) {
    for (int i = 0; i < count; i++) {
      indices[i] = index(Math.rint(padded(place(numbers[i]))));
      weights[i] = 1;
      slopes[i] = 0;
    }
  }

  private void linear(
      double[] numbers, int count, int[][] indices, double[][] weights, double[][] slopes) {
    for (int i = 0; i < count; i++) {
      double place = place(numbers[i]);
      double inside = padded(place);
      double first = Math.floor(inside);
      double slope = scale() * slope(place);
      indices[0][i] = index(first);
      indices[1][i] = index(first + 1);
      weights[0][i] = 1 - (inside - first);
      weights[1][i] = inside - first;
      slopes[0][i] = -slope;
      slopes[1][i] = slope;
    }
  }

  private void cubic(
      double[] numbers, int count, int[][] indices, double[][] weights, double[][] slopes) {
    double scale = scale();
    for (int i = 0; i < count; i++) {
      double place = place(numbers[i]);
      double first = Math.floor(place);
      double t = place - first;
      for (int tap = 0; tap < 4; tap++) {
        indices[tap][i] = index(padded(first + tap - 1));
      }
      weights[0][i] = outer(1 + t);
      weights[1][i] = inner(t);
      weights[2][i] = inner(1 - t);
      weights[3][i] = outer(2 - t);
      slopes[0][i] = scale * outerSlope(1 + t);
      slopes[1][i] = scale * innerSlope(t);
      slopes[2][i] = -scale * innerSlope(1 - t);
      slopes[3][i] = -scale * outerSlope(2 - t);
    }
  }

  private static double inner(double t) {
    return ((A + 2) * t - (A + 3)) * t * t + 1;
  }

  private static double innerSlope(double t) {
    return (3 * (A + 2) * t - 2 * (A + 3)) * t;
  }

  private static double outer(double t) {
    return ((A * t - 5 * A) * t + 8 * A) * t - 4 * A;
  }

  private static double outerSlope(double t) {
    return (3 * A * t - 10 * A) * t + 8 * A;
  }
}
