package org.warpath.nn.onnx;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.embedding.Gather;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Makes axes longer or shorter, one after the other: elements are taken where they are nearest, or
 * two are blended.
 *
 * @param coordinates which place of the input an element is of
 * @param nearest rounds a place to that of an element; null to blend its two neighbours
 */
record Resizing(Coordinates coordinates, @Nullable DoubleUnaryOperator nearest) {

  /**
   * One axis.
   *
   * @param output its size in the end
   * @param scale that size by the input's, as far as it is said
   */
  record Axis(int number, int output, double scale) {
    /** Of a scale. */
    static Axis scaled(int number, int input, double scale) {
      if (!(scale > 0)) {
        throw new IllegalArgumentException("scales must be above 0, one was " + scale);
      }
      return new Axis(number, Narrow.toInt((long) Math.floor(input * scale), "an output"), scale);
    }
  }

  /** The call's first input with one axis resized. */
  Value apply(Call call, Value from, Axis axis) {
    int input = from.shape().size(axis.number());
    if (input == 0 || axis.output() < 0) {
      throw new IllegalArgumentException(
          "axis %d cannot be resized from %d to %d elements"
              .formatted(axis.number(), input, axis.output()));
    }
    double[] places = new double[axis.output()];
    for (int i = 0; i < places.length; i++) {
      double place = coordinates.place(i, input, axis.output(), axis.scale());
      double rounded = nearest == null ? place : nearest.applyAsDouble(place);
      places[i] = Math.clamp(rounded, 0, input - 1);
    }
    if (isAsItIs(places, input)) {
      return from;
    }
    double[] before = Arrays.stream(places).map(Math::floor).toArray();
    Value lower = call.emit(new Gather(axis.number()), from, integers(call, before));
    if (nearest != null) {
      return lower;
    }
    double[] behind = Arrays.stream(places).map(Math::ceil).toArray();
    Value upper = call.emit(new Gather(axis.number()), from, integers(call, behind));
    float[] shares = new float[places.length];
    float[] others = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      shares[i] = (float) (places[i] - before[i]);
      others[i] = 1 - shares[i];
    }
    int rank = from.shape().rank();
    return call.emit(
        Arithmetic.add(),
        weighted(call, lower, others, rank - axis.number()),
        weighted(call, upper, shares, rank - axis.number()));
  }

  private static boolean isAsItIs(double[] places, int input) {
    boolean same = places.length == input;
    for (int i = 0; i < places.length; i++) {
      same &= places[i] == i;
    }
    return same;
  }

  private static Value integers(Call call, double[] places) {
    return call.known(Constant.integers(Shape.of(places.length), places));
  }

  /** Each element times that of its place on the axis that is {@code rank} from the end. */
  private static Value weighted(Call call, Value value, float[] weights, int rank) {
    int[] sizes = new int[rank];
    Arrays.fill(sizes, 1);
    sizes[0] = weights.length;
    Tensor tensor = Tensor.of(Shape.of(sizes), weights);
    return call.emit(
        Arithmetic.multiply(), value, call.known(new Constant(Kind.NUMBER, tensor, false)));
  }
}
