package org.warpath.nn.onnx;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Shape;

/**
 * An input of a model.
 *
 * @param name what it is called
 * @param kind what its numbers mean
 * @param sizes of its dimensions, −1 for free ones; null if not even their number is said
 */
public record OnnxInput(String name, Kind kind, @Nullable List<Integer> sizes) {
  static final int FREE = -1;

  public OnnxInput {
    sizes = sizes == null ? null : List.copyOf(sizes);
  }

  /** Its shape, if all of it is said. */
  public @Nullable Shape shape() {
    return sizes == null || sizes.contains(FREE)
        ? null
        : Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Such as {@code "x: ?×3×224×224"}. */
  @Override
  public String toString() {
    if (sizes == null) {
      return name + ": of any shape";
    }
    return name
        + ": "
        + (sizes.isEmpty()
            ? "scalar"
            : sizes.stream()
                .map(size -> size == FREE ? "?" : size.toString())
                .collect(Collectors.joining("×")));
  }
}
