package org.warpath.nn.dropout;

import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * How many passes there were, as a statistic of any element type: digits of base 256, the lowest
 * first, as bfloat16 holds no larger integers.
 */
final class PassCount {
  private static final int DIGITS = 4;
  private static final int BASE = 256;

  static final Shape SHAPE = Shape.of(DIGITS);

  private PassCount() {}

  static long of(Tensor digits) {
    long count = 0;
    for (int i = DIGITS - 1; i >= 0; i--) {
      count = count * BASE + (long) digits.get(i);
    }
    return count;
  }

  /** One more; after 2³² passes it begins again. */
  static void increase(Tensor digits) {
    long count = of(digits) + 1;
    for (int i = 0; i < DIGITS; i++) {
      digits.set(i, (double) (count % BASE));
      count /= BASE;
    }
  }
}
