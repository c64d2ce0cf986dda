package org.warpath.nn.loss;

import org.warpath.nn.tensor.Tensor;

/** Sums of what all examples lose, added in their order. */
final class Sums {
  private Sums() {}

  static double of(Tensor losses) {
    double sum = 0;
    for (long i = 0; i < losses.shape().count(); i++) {
      sum += losses.get(i);
    }
    return sum;
  }
}
