package org.warpath.nn.arrays;

import java.util.List;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.tensor.Shape;

/**
 * A matrix of the same elements: its rows are the dimensions before {@code axis}, its columns the
 * others.
 *
 * @param axis in [−rank, rank] of the input; a negative one counts from the end; typically 1
 */
public record Flatten(int axis) implements Reshaping {

  /** Each example's elements as one row. */
  public static Flatten of() {
    return new Flatten(1);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    int at = axis == input.rank() ? axis : input.dimension(axis);
    int rows = Math.toIntExact(input.count(0, at));
    return List.of(Shape.of(rows, Math.toIntExact(input.count(at, input.rank()))));
  }
}
