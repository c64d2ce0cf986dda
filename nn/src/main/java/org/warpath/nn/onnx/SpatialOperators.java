package org.warpath.nn.onnx;

import java.util.Arrays;
import java.util.List;
import org.warpath.nn.spatial.AffineGrid;
import org.warpath.nn.spatial.GridSample;
import org.warpath.nn.spatial.Interpolation;
import org.warpath.nn.spatial.Padding;

/** Samples at the places of a grid. */
final class SpatialOperators {
  private SpatialOperators() {}

  static void gridSample(Call call) {
    String mode = call.attributes().text("mode", "linear");
    String padding = call.attributes().text("padding_mode", "zeros");
    boolean alignsCorners = call.attributes().flag("align_corners");
    Interpolation interpolation =
        switch (mode) {
          case "linear", "bilinear" -> Interpolation.LINEAR;
          case "nearest" -> Interpolation.NEAREST;
          case "cubic", "bicubic" -> Interpolation.CUBIC;
          default -> throw call.unsupported("mode " + mode);
        };
    Padding beyond =
        switch (padding) {
          case "zeros" -> Padding.ZEROS;
          case "border" -> Padding.BORDER;
          case "reflection" -> Padding.REFLECTION;
          default -> throw call.unsupported("padding_mode " + padding);
        };
    GridSample layer = new GridSample(interpolation, beyond, alignsCorners);
    call.result(0, call.emit(layer, call.input(0), call.input(1)));
  }

  static void affineGrid(Call call) {
    int[] size = call.fixed(1, "a size").ints("a size");
    if (size.length < 4 || size[0] != call.shape(0).size(0)) {
      throw new IllegalArgumentException(
          "expected the sizes of a batch of %d images, were %s"
              .formatted(call.shape(0).size(0), Arrays.toString(size)));
    }
    List<Integer> sizes = Arrays.stream(size).skip(2).boxed().toList();
    boolean alignsCorners = call.attributes().flag("align_corners");
    call.result(0, call.emit(new AffineGrid(sizes, alignsCorners), call.input(0)));
  }
}
