package org.warpath.nn.onnx;

import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Operators whose results are known when a model is imported. */
final class ConstantOperators {
  // A model of few bytes could ask for any size.
  private static final long MOST_ELEMENTS = 1L << 29;

  private ConstantOperators() {}

  static void constant(Call call) {
    call.result(0, call.known(value(call)));
  }

  private static Constant value(Call call) {
    Attributes attributes = call.attributes();
    Constant tensor = attributes.tensor("value");
    if (tensor != null) {
      return tensor;
    }
    double[] numbers = attributes.numbers("value_floats");
    if (numbers != null) {
      return new Constant(Kind.NUMBER, Tensor.of(Shape.of(numbers.length), numbers), false);
    }
    long[] integers = attributes.longs("value_ints");
    if (integers != null) {
      return integers(integers);
    }
    if (attributes.has("value_float")) {
      return Constant.number(attributes.number("value_float", 0));
    }
    if (attributes.has("value_int")) {
      return Constant.integers(Shape.of(), (double) attributes.integer("value_int", 0));
    }
    throw call.unsupported("a constant that is no tensor of numbers");
  }

  private static Constant integers(long... values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return Constant.integers(Shape.of(wide.length), wide);
  }

  static void ofShape(Call call) {
    Shape shape = Shape.of(call.fixed(0, "a shape").ints("a shape"));
    if (shape.count() > MOST_ELEMENTS) {
      throw new IllegalArgumentException(
          "a constant of shape %s is too large: at most %d elements"
              .formatted(shape, MOST_ELEMENTS));
    }
    @Nullable Constant value = call.attributes().tensor("value");
    ElementType type = value != null && value.isWide() ? ElementType.FLOAT64 : ElementType.FLOAT32;
    Tensor tensor = Tensor.zeros(type, shape);
    if (value != null) {
      tensor.fill(value.scalar("value"));
    }
    // Such constants stand in for what was learned: it is of their kind.
    Kind kind = value == null ? Kind.NUMBER : value.kind();
    call.result(0, call.known(new Constant(kind, tensor, kind == Kind.NUMBER)));
  }

  static void shape(Call call) {
    int[] sizes = call.shape(0).toArray();
    int start = place(call.attributes().small("start", 0), sizes.length);
    int end = place(call.attributes().small("end", sizes.length), sizes.length);
    long[] part = new long[Math.max(0, end - start)];
    for (int i = 0; i < part.length; i++) {
      part[i] = sizes[start + i];
    }
    call.result(0, call.known(integers(part)));
  }

  private static int place(int dimension, int rank) {
    return Math.clamp(dimension < 0 ? dimension + rank : dimension, 0, rank);
  }

  static void size(Call call) {
    call.result(0, call.known(Constant.integers(Shape.of(), (double) call.shape(0).count())));
  }

  static void range(Call call) {
    Constant start = call.fixed(0, "a start");
    double from = start.scalar("start");
    double step = call.fixed(2, "a step").scalar("step");
    double count = Math.max(0, Math.ceil((call.fixed(1, "an end").scalar("end") - from) / step));
    if (!(count <= MOST_ELEMENTS)) {
      throw new IllegalArgumentException(
          "a range of %s elements is too large: at most %d".formatted(count, MOST_ELEMENTS));
    }
    Tensor tensor = Tensor.zeros(start.tensor().type(), Shape.of((int) count));
    for (int i = 0; i < count; i++) {
      tensor.set(i, from + i * step);
    }
    call.result(0, call.known(new Constant(start.kind(), tensor, false)));
  }

  /** Between floating-point types, and from others to those, nothing has to be done. */
  static void cast(Call call) {
    int code = call.attributes().small("to", 0);
    // It says what becomes of numbers beyond the range of 8-bit types, which there are not here.
    call.attributes().integer("saturate", 1);
    Kind to = DataType.of(code).kind();
    Value from = call.input(0);
    boolean isExact =
        to == Kind.NUMBER || to == from.kind() || (to == Kind.INTEGER && from.kind() == Kind.TRUTH);
    if (isExact) {
      call.result(0, from.as(to));
    } else {
      call.result(
          0,
          to == Kind.INTEGER ? LogicOperators.whole(call, from) : LogicOperators.truth(call, from));
    }
  }
}
