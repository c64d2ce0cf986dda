package org.warpath.nn.onnx.conformance;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Tensor;

/**
 * How far results may be from what is expected: {@code |found − expected| ≤ absolute + relative ·
 * |expected|} for every element.
 *
 * @param relative at least 0; ONNX's is 1e-3
 * @param absolute at least 0; ONNX's is 1e-7
 */
public record Closeness(double relative, double absolute) {
  /** ONNX's own. */
  public static final Closeness ONNX = new Closeness(1e-3, 1e-7);

  /** What is wrong with {@code found}; null if nothing is. */
  @Nullable String difference(Tensor found, Tensor expected) {
    if (!found.shape().equals(expected.shape())) {
      return "is of shape %s, expected %s".formatted(found.shape(), expected.shape());
    }
    for (long i = 0; i < expected.shape().count(); i++) {
      if (!isClose(found.get(i), expected.get(i))) {
        return "is %s at place %d of %s, expected %s"
            .formatted(found.get(i), i, found.shape(), expected.get(i));
      }
    }
    return null;
  }

  private boolean isClose(double found, double expected) {
    return found == expected
        || (Double.isNaN(found) && Double.isNaN(expected))
        || Math.abs(found - expected) <= absolute + relative * Math.abs(expected);
  }
}
