package org.warpath.nn.loss;

import org.warpath.nn.tensor.Tensor;

/** Means of what all examples lose, added in their order. */
final class Means {
  private Means() {}

  static double of(Tensor losses) {
    double sum = 0;
    for (long i = 0; i < losses.shape().count(); i++) {
      sum += losses.get(i);
    }
    return sum / losses.shape().count();
  }
}
