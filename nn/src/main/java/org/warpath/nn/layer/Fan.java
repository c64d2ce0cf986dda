package org.warpath.nn.layer;

import org.warpath.nn.tensor.Shape;

/**
 * How many numbers a parameter joins to one, or one to how many, as Caffe counts: outputs are the
 * first dimension, inputs the second, and the others are a kernel's.
 */
public enum Fan {
  /** Elements for each of the first dimension's. */
  IN,
  /** Elements for each of the second dimension's. */
  OUT,
  /** The mean of both. */
  AVERAGE;

  /** It, at least 1. */
  double of(Shape shape) {
    return switch (this) {
      case IN -> each(shape, 0);
      case OUT -> each(shape, 1);
      case AVERAGE -> (each(shape, 0) + each(shape, 1)) / 2;
    };
  }

  private static double each(Shape shape, int dimension) {
    int size = dimension < shape.rank() ? shape.size(dimension) : 1;
    return Math.max(1, (double) shape.count() / Math.max(1, size));
  }
}
