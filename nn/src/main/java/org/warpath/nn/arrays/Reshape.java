package org.warpath.nn.arrays;

import java.util.Arrays;
import java.util.List;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.tensor.Shape;

/**
 * The same elements in another shape.
 *
 * @param sizes of the output's dimensions; 0 is the size of the same dimension of the input, and
 *     −1, once at most, what is left
 */
public record Reshape(List<Integer> sizes) implements Reshaping {

  public Reshape {
    sizes = List.copyOf(sizes);
    if (sizes.stream().anyMatch(size -> size < -1)
        || sizes.stream().filter(size -> size == -1).count() > 1) {
      throw new IllegalArgumentException(
          "sizes must be at least 0, or -1 once, were %s".formatted(sizes));
    }
  }

  /** With these sizes. */
  public static Reshape of(int... sizes) {
    return new Reshape(Arrays.stream(sizes).boxed().toList());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    int[] result = new int[sizes.size()];
    int free = sizes.indexOf(-1);
    long known = 1;
    for (int i = 0; i < result.length; i++) {
      result[i] = sizes.get(i) == 0 && i < input.rank() ? input.size(i) : sizes.get(i);
      known *= i == free ? 1 : result[i];
    }
    if (free >= 0) {
      result[free] = known == 0 ? 0 : Math.toIntExact(input.count() / known);
    }
    if (Arrays.stream(result).asLongStream().reduce(1, (a, b) -> a * b) != input.count()) {
      throw new IllegalArgumentException(
          "%s cannot be reshaped to %s: it has %d elements".formatted(input, sizes, input.count()));
    }
    return List.of(Shape.of(result));
  }
}
