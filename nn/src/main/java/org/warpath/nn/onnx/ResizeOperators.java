package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Shape;

/** {@code Resize} and what it was before, {@code Upsample}: to the nearest, or linear. */
final class ResizeOperators {
  // Before this version Resize has an Upsample's attributes, and scales alone.
  private static final int WITH_COORDINATES = 11;

  private ResizeOperators() {}

  static void upsample(Call call) {
    scaled(call, upsampleScales(call), false);
  }

  private static double[] upsampleScales(Call call) {
    if (call.version() >= 9) {
      return call.fixed(1, "scales").tensor().toArray();
    }
    double[] scales = call.attributes().numbers("scales");
    if (scales != null) {
      return scales;
    }
    double height = call.attributes().number("height_scale", 1);
    return new double[] {1, 1, height, call.attributes().number("width_scale", 1)};
  }

  /** Element i is of place i / scale. */
  private static void scaled(Call call, double[] scales, boolean isResize) {
    boolean isNearest = isNearest(call);
    List<Resizing.Axis> axes = scaledAxes(call.shape(0), allAxes(call), scales);
    // Which element is the nearest then, its documentation does not say.
    if (isResize && isNearest && axes.stream().anyMatch(axis -> axis.scale() < 1)) {
      throw call.unsupported("mode nearest of version 10 to fewer elements");
    }
    resize(call, new Resizing(Coordinates.ASYMMETRIC, isNearest ? Math::floor : null), axes);
  }

  static void resize(Call call) {
    if (call.version() < WITH_COORDINATES) {
      scaled(call, call.fixed(1, "scales").tensor().toArray(), true);
      return;
    }
    Attributes attributes = call.attributes();
    boolean isNearest = isNearest(call);
    String mode = attributes.text("coordinate_transformation_mode", "half_pixel");
    Coordinates coordinates = Coordinates.of(mode);
    if (coordinates == null) {
      throw call.unsupported("coordinate_transformation_mode " + mode);
    }
    if (attributes.flag("antialias")) {
      throw call.unsupported("antialias");
    }
    String policy = attributes.text("keep_aspect_ratio_policy", "stretch");
    if (!policy.equals("stretch")) {
      throw call.unsupported("keep_aspect_ratio_policy " + policy);
    }
    // These are of modes that are refused, or change nothing between two neighbours.
    attributes.number("cubic_coeff_a", 0);
    attributes.number("extrapolation_value", 0);
    attributes.flag("exclude_outside");
    DoubleUnaryOperator nearest = rounding(call);
    resize(call, new Resizing(coordinates, isNearest ? nearest : null), axes(call));
  }

  private static boolean isNearest(Call call) {
    String mode = call.attributes().text("mode", "nearest");
    if (!mode.equals("nearest") && !mode.equals("linear")) {
      throw call.unsupported("mode " + mode);
    }
    boolean isNearest = mode.equals("nearest");
    if (!isNearest && call.input(0).kind() != Kind.NUMBER) {
      throw call.unsupported("mode linear of integers");
    }
    return isNearest;
  }

  private static DoubleUnaryOperator rounding(Call call) {
    String mode = call.attributes().text("nearest_mode", "round_prefer_floor");
    return switch (mode) {
      case "round_prefer_floor" -> place -> Math.ceil(place - 0.5);
      case "round_prefer_ceil" -> place -> Math.floor(place + 0.5);
      case "floor" -> Math::floor;
      case "ceil" -> Math::ceil;
      default -> throw call.unsupported("nearest_mode " + mode);
    };
  }

  private static int[] allAxes(Call call) {
    int[] axes = new int[call.shape(0).rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    return axes;
  }

  private static List<Resizing.Axis> axes(Call call) {
    Shape input = call.shape(0);
    int[] said = call.attributes().ints("axes");
    int[] axes = said == null ? allAxes(call) : said;
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] < -input.rank() || axes[i] >= input.rank()) {
        throw new IllegalArgumentException(
            "axes must be in [%d, %d), one was %d".formatted(-input.rank(), input.rank(), axes[i]));
      }
      axes[i] = Math.floorMod(axes[i], input.rank());
    }
    Constant scales = given(call, 2, "scales");
    Constant sizes = given(call, 3, "sizes");
    if ((scales == null) == (sizes == null)) {
      throw new IllegalArgumentException("expected either scales or sizes");
    }
    return scales == null
        ? sizedAxes(input, axes, sizes.ints("sizes"))
        : scaledAxes(input, axes, scales.tensor().toArray());
  }

  /** An input that may be left out, or be of no elements. */
  private static @Nullable Constant given(Call call, int input, String what) {
    boolean isGiven = call.has(input) && call.shape(input).count() > 0;
    return isGiven ? call.fixed(input, what) : null;
  }

  private static List<Resizing.Axis> scaledAxes(Shape input, int[] axes, double[] scales) {
    requireCount("scales", scales.length, axes.length);
    List<Resizing.Axis> all = new ArrayList<>();
    for (int i = 0; i < axes.length; i++) {
      all.add(Resizing.Axis.scaled(axes[i], input.size(axes[i]), scales[i]));
    }
    return all;
  }

  private static List<Resizing.Axis> sizedAxes(Shape input, int[] axes, int[] sizes) {
    requireCount("sizes", sizes.length, axes.length);
    List<Resizing.Axis> all = new ArrayList<>();
    for (int i = 0; i < axes.length; i++) {
      double scale = (double) sizes[i] / input.size(axes[i]);
      all.add(new Resizing.Axis(axes[i], sizes[i], scale));
    }
    return all;
  }

  private static void requireCount(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "%s must be %d numbers, were %d".formatted(what, expected, found));
    }
  }

  private static void resize(Call call, Resizing resizing, List<Resizing.Axis> axes) {
    Value result = call.input(0);
    for (Resizing.Axis axis : axes) {
      result = resizing.apply(call, result, axis);
    }
    call.result(0, result);
  }
}
