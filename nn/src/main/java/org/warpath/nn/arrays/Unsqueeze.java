package org.warpath.nn.arrays;

import java.util.Arrays;
import java.util.List;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.tensor.Shape;

/**
 * Puts dimensions of size 1 in.
 *
 * @param axes where they are in the output; negative ones count from the last, which is −1
 */
public record Unsqueeze(List<Integer> axes) implements Reshaping {

  public Unsqueeze {
    axes = List.copyOf(axes);
  }

  /** With these dimensions. */
  public static Unsqueeze of(int... axes) {
    return new Unsqueeze(Arrays.stream(axes).boxed().toList());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    int[] sizes = new int[input.rank() + axes.size()];
    boolean[] added = Axes.of(axes, Shape.of(sizes));
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = added[i] ? 1 : input.size(from++);
    }
    return List.of(Shape.of(sizes));
  }
}
