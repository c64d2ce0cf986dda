package org.warpath.nn.onnx;

import org.warpath.nn.embedding.Gather;
import org.warpath.nn.tensor.Shape;

/** {@code Upsample} to the nearest: along each dimension elements are repeated. */
final class UpsampleOperator {
  private UpsampleOperator() {}

  static void map(Call call) {
    String mode = call.attributes().text("mode", "nearest");
    if (!mode.equals("nearest")) {
      throw call.unsupported("mode " + mode);
    }
    double[] scales = scales(call);
    Shape input = call.shape(0);
    if (scales.length != input.rank()) {
      throw new IllegalArgumentException(
          "scales must be %d numbers, were %d".formatted(input.rank(), scales.length));
    }
    Value result = call.input(0);
    for (int axis = 0; axis < scales.length; axis++) {
      if (scales[axis] != 1) {
        Constant places = places(input.size(axis), scales[axis]);
        result = call.emit(new Gather(axis), result, call.known(places));
      }
    }
    call.result(0, result);
  }

  private static double[] scales(Call call) {
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

  private static Constant places(int size, double scale) {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("scales must be above 0, one was " + scale);
    }
    double[] places = new double[Narrow.toInt((long) Math.floor(size * scale), "an output")];
    for (int i = 0; i < places.length; i++) {
      places[i] = Math.min(size - 1, Math.floor(i / scale));
    }
    return Constant.integers(Shape.of(places.length), places);
  }
}
