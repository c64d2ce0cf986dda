package org.warpath.nn.onnx;

import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A value that is known when a model is imported.
 *
 * @param kind what its numbers mean
 * @param tensor float32 or float64; integers are in float64
 * @param isLearned whether it is, or is made of, what was learned
 */
record Constant(Kind kind, Tensor tensor, boolean isLearned) {

  static Constant integers(Shape shape, double... values) {
    return new Constant(Kind.INTEGER, Tensor.of(shape, values), false);
  }

  static Constant number(double value) {
    return new Constant(Kind.NUMBER, Tensor.of(Shape.of(), value), false);
  }

  Shape shape() {
    return tensor.shape();
  }

  Constant as(Kind other) {
    return new Constant(other, tensor, isLearned);
  }

  /** A floating-point constant in another shape. */
  Constant reshape(Shape other) {
    return new Constant(kind, tensor.reshape(other), isLearned);
  }

  /** The only number. */
  double scalar(String what) {
    if (shape().count() != 1) {
      throw new IllegalArgumentException(
          "%s must be one number, was of shape %s".formatted(what, shape()));
    }
    return tensor.get(0);
  }

  /** All numbers as integers; those beyond a long's range are its least and most. */
  long[] longs(String what) {
    long[] values = new long[Math.toIntExact(shape().count())];
    for (int i = 0; i < values.length; i++) {
      double value = tensor.get(i);
      values[i] = (long) value;
      if (Math.rint(value) != value) {
        throw new IllegalArgumentException(
            "%s must be integers, one was %s".formatted(what, value));
      }
    }
    return values;
  }

  int[] ints(String what) {
    long[] values = longs(what);
    int[] narrow = new int[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = Narrow.toInt(values[i], what);
    }
    return narrow;
  }

  /** Whether elements are float64. */
  boolean isWide() {
    return tensor.type() == ElementType.FLOAT64;
  }
}
