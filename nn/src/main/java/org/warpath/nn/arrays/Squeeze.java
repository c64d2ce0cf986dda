package org.warpath.nn.arrays;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.tensor.Shape;

/**
 * Leaves dimensions of size 1 out.
 *
 * @param axes which of the input's; negative ones count from the last, which is −1; none for all of
 *     size 1
 */
public record Squeeze(List<Integer> axes) implements Reshaping {

  public Squeeze {
    axes = List.copyOf(axes);
  }

  /** Without these dimensions. */
  public static Squeeze of(int... axes) {
    return new Squeeze(Arrays.stream(axes).boxed().toList());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    boolean[] leaves = Axes.of(axes, input);
    if (axes.isEmpty()) {
      IntStream.range(0, input.rank()).forEach(i -> leaves[i] = input.size(i) == 1);
    }
    int[] kept =
        IntStream.range(0, input.rank()).filter(i -> !leaves[i]).map(input::size).toArray();
    if (IntStream.range(0, leaves.length).anyMatch(i -> leaves[i] && input.size(i) != 1)) {
      throw new IllegalArgumentException(
          "expected size 1 of the dimensions %s, was %s".formatted(axes, input));
    }
    return List.of(Shape.of(kept));
  }
}
