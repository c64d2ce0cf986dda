package org.warpath.nn.convolution;

import java.util.List;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.tensor.Shape;

/** What convolutions require of channels and groups. */
final class Channels {
  private Channels() {}

  static void requireGroups(String what, int channels, int groups) {
    if (groups < 1 || channels < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "%s must be a positive multiple of the groups, were %d and %d"
              .formatted(what, channels, groups));
    }
  }

  /** The only input's shape, N×C×in…, whose channels the groups divide. */
  static Shape requireInput(List<Shape> inputs, int rank, int groups) {
    Shape input = Shapes.single(inputs, rank + 2);
    if (input.rank() != rank + 2) {
      throw new IllegalArgumentException(
          "expected an input of %d dimensions, was %s".formatted(rank + 2, input));
    }
    requireGroups("input channels", input.size(1), groups);
    return input;
  }

  /** first × second × kernel… */
  static Shape weight(int first, int second, Window window) {
    int[] sizes = new int[window.rank() + 2];
    sizes[0] = first;
    sizes[1] = second;
    for (int d = 0; d < window.rank(); d++) {
      sizes[2 + d] = window.kernel(d);
    }
    return Shape.of(sizes);
  }
}
