package org.warpath.nn.solver;

/**
 * Bounds on gradients: first all are scaled so that the Euclidean norm of all together is at most
 * {@code norm}, then each element is brought into ±{@code value}. NaN stays NaN.
 *
 * @param norm above 0; infinite for no bound. On a device it costs a wait an iteration.
 * @param value above 0; infinite for no bound
 */
public record Clipping(double norm, double value) {
  /** No bounds. */
  public static final Clipping NONE =
      new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Clipping {
    if (!(norm > 0) || !(value > 0)) {
      throw new IllegalArgumentException(
          "bounds on gradients must be above 0, were %s and %s".formatted(norm, value));
    }
  }

  /** Of the norm of all gradients: Caffe's {@code clip_gradients}. */
  public static Clipping byNorm(double bound) {
    return new Clipping(bound, Double.POSITIVE_INFINITY);
  }

  /** Of each element. */
  public static Clipping byValue(double bound) {
    return new Clipping(Double.POSITIVE_INFINITY, bound);
  }

  boolean needsNorm() {
    return norm < Double.POSITIVE_INFINITY;
  }

  /** What gradients with this norm are multiplied by. */
  double scale(double ofAll) {
    return ofAll > norm ? norm / ofAll : 1;
  }
}
