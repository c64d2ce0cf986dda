package org.warpath.nn.layer;

import java.util.List;
import org.warpath.nn.tensor.Shape;

/** What layers require of the shapes they are given. */
public final class Shapes {
  private Shapes() {}

  /**
   * The only input's shape.
   *
   * @throws IllegalArgumentException if there is another number of inputs, or it has fewer
   *     dimensions than {@code leastRank}
   */
  public static Shape single(List<Shape> inputs, int leastRank) {
    requireCount(inputs, 1);
    Shape input = inputs.getFirst();
    if (input.rank() < leastRank) {
      throw new IllegalArgumentException(
          "expected an input of at least %d dimensions, was %s".formatted(leastRank, input));
    }
    return input;
  }

  /** Refuses another number of inputs. */
  public static void requireCount(List<Shape> inputs, int count) {
    if (inputs.size() != count) {
      throw new IllegalArgumentException(
          "expected %d inputs, was given %d".formatted(count, inputs.size()));
    }
  }
}
