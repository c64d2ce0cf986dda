package org.warpath.nn.arrays;

import java.util.List;
import org.warpath.nn.tensor.Shape;

/** Some of a shape's dimensions. */
final class Axes {
  private Axes() {}

  /**
   * Which dimensions of {@code shape} are among {@code axes}.
   *
   * @throws IllegalArgumentException if one is none of its, or is there twice
   */
  static boolean[] of(List<Integer> axes, Shape shape) {
    boolean[] among = new boolean[shape.rank()];
    for (int axis : axes) {
      int at = shape.dimension(axis);
      if (among[at]) {
        throw new IllegalArgumentException("dimension %d is there twice".formatted(axis));
      }
      among[at] = true;
    }
    return among;
  }
}
