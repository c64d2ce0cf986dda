package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.arrays.Concat;
import org.warpath.nn.arrays.Reshape;
import org.warpath.nn.arrays.Split;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.tensor.Shape;

/** Layers that arrange the same elements otherwise. */
final class ShapeLayers {
  private ShapeLayers() {}

  static Layer concat(LayerText text) throws FormatException {
    Message parameters = text.parameters("concat_param");
    int old = parameters.integer("concat_dim", 1);
    return new Concat(parameters.integer("axis", old));
  }

  static Layer slice(LayerText text, Shape input) throws FormatException {
    Message parameters = text.parameters("slice_param");
    int axis =
        dimension(text, input, parameters.integer("axis", parameters.integer("slice_dim", 1)));
    List<Integer> points = parameters.integers("slice_point");
    int parts = text.tops().size();
    int length = input.size(axis);
    List<Integer> sizes = new ArrayList<>();
    if (points.isEmpty()) {
      if (parts == 0 || length % parts != 0) {
        throw text.error("%d along axis %d cannot be cut in %d".formatted(length, axis, parts));
      }
      return Split.equal(axis, parts);
    }
    int last = 0;
    for (int point : points) {
      sizes.add(point - last);
      last = point;
    }
    sizes.add(length - last);
    if (points.size() != parts - 1 || sizes.stream().anyMatch(size -> size < 1)) {
      throw text.error(
          "slice_point: expected %d rising numbers between 0 and %d, found %s"
              .formatted(parts - 1, length, points));
    }
    return new Split(axis, parts, sizes);
  }

  private static int dimension(LayerText text, Shape input, int axis) throws FormatException {
    try {
      return input.dimension(axis);
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  static Layer flatten(LayerText text, Shape input) throws FormatException {
    Message parameters = text.parameters("flatten_param");
    int from = dimension(text, input, parameters.integer("axis", 1));
    int to = dimension(text, input, parameters.integer("end_axis", -1));
    if (from > to) {
      throw text.error("axis is behind end_axis");
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < input.rank(); i++) {
      if (i == from) {
        sizes.add(-1);
      } else if (i < from || i > to) {
        sizes.add(i == 0 ? 0 : input.size(i));
      }
    }
    return new Reshape(sizes);
  }

  static Layer reshape(LayerText text, Shape input) throws FormatException {
    Message parameters = text.parameters("reshape_param");
    List<Integer> dims = parameters.message("shape").integers("dim");
    int axis = parameters.integer("axis", 0);
    int start = axis < 0 ? input.rank() + axis + 1 : axis;
    int count = parameters.integer("num_axes", -1);
    int end = count < 0 ? input.rank() : start + count;
    if (start < 0 || start > input.rank() || end > input.rank()) {
      throw text.error("axis and num_axes do not fit the bottom, which is " + input);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < start; i++) {
      sizes.add(input.size(i));
    }
    for (int i = 0; i < dims.size(); i++) {
      if (dims.get(i) == 0 && start + i >= input.rank()) {
        throw text.error("dim 0 copies dimension %d, which %s has not".formatted(start + i, input));
      }
      sizes.add(dims.get(i) == 0 ? input.size(start + i) : dims.get(i));
    }
    for (int i = end; i < input.rank(); i++) {
      sizes.add(input.size(i));
    }
    keepBatch(sizes, input);
    try {
      return new Reshape(sizes);
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  /** Leaves the first dimension's size to the input, if it stays. */
  private static void keepBatch(List<Integer> sizes, Shape input) {
    if (!sizes.isEmpty() && input.rank() > 0 && sizes.getFirst() == input.size(0)) {
      sizes.set(0, 0);
    }
  }

  /** Sizes as a definition has them. */
  static Shape shape(Message shape) throws FormatException {
    int[] sizes = shape.integers("dim").stream().mapToInt(i -> i).toArray();
    if (Arrays.stream(sizes).anyMatch(size -> size < 1)) {
      throw shape.error("expected sizes of at least 1, found " + Arrays.toString(sizes));
    }
    return Shape.of(sizes);
  }
}
