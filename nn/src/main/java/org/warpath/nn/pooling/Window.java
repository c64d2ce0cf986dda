package org.warpath.nn.pooling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.warpath.nn.tensor.Shape;

/**
 * Which elements of a channel are pooled together, by spatial dimension, outermost first: window
 * number o begins at o·stride − padBegin and takes every dilation-th element, size of them. All
 * lists have 1 to 3 numbers, one a dimension.
 *
 * <pre>{@code Window.of(3, 3).withStrides(2).withPadding(1)}</pre>
 *
 * @param sizes elements of a window, at least 1
 * @param strides from a window to the next, at least 1
 * @param padBegins how far windows may begin before the input, at least 0
 * @param padEnds how far they may reach beyond it, at least 0
 * @param dilations from an element of a window to the next, at least 1
 * @param rounding how many windows there are
 */
public record Window(
    List<Integer> sizes,
    List<Integer> strides,
    List<Integer> padBegins,
    List<Integer> padEnds,
    List<Integer> dilations,
    Rounding rounding) {
  private static final int MAX_RANK = 3;

  public Window {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
    padBegins = List.copyOf(padBegins);
    padEnds = List.copyOf(padEnds);
    dilations = List.copyOf(dilations);
    Objects.requireNonNull(rounding, "rounding");
    if (sizes.isEmpty() || sizes.size() > MAX_RANK) {
      throw new IllegalArgumentException(
          "a window has 1 to %d dimensions, not %d".formatted(MAX_RANK, sizes.size()));
    }
    require("sizes", sizes, sizes.size(), 1);
    require("strides", strides, sizes.size(), 1);
    require("padding before", padBegins, sizes.size(), 0);
    require("padding after", padEnds, sizes.size(), 0);
    require("dilations", dilations, sizes.size(), 1);
  }

  private static void require(String what, List<Integer> numbers, int rank, int least) {
    if (numbers.size() != rank || Collections.min(numbers) < least) {
      throw new IllegalArgumentException(
          "%s must be %d numbers of at least %d, were %s".formatted(what, rank, least, numbers));
    }
  }

  /** A window of these sizes with strides and dilations of 1, no padding and {@code FLOOR}. */
  public static Window of(int... sizes) {
    int rank = sizes.length;
    return new Window(
        list(sizes), fill(1, rank), fill(0, rank), fill(0, rank), fill(1, rank), Rounding.FLOOR);
  }

  private static List<Integer> list(int... numbers) {
    List<Integer> list = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      list.add(number);
    }
    return list;
  }

  private static List<Integer> fill(int number, int rank) {
    return Collections.nCopies(rank, number);
  }

  private List<Integer> each(int... numbers) {
    return numbers.length == 1 ? fill(numbers[0], rank()) : list(numbers);
  }

  /** With other strides: one number a dimension, or one for all. */
  public Window withStrides(int... numbers) {
    return new Window(sizes, each(numbers), padBegins, padEnds, dilations, rounding);
  }

  /**
   * With other padding: one number for all sides, one a dimension, or first those before and then
   * those after each dimension, as ONNX has them.
   */
  public Window withPadding(int... numbers) {
    if (numbers.length != 2 * rank()) {
      return new Window(sizes, strides, each(numbers), each(numbers), dilations, rounding);
    }
    List<Integer> all = list(numbers);
    return new Window(
        sizes,
        strides,
        all.subList(0, rank()),
        all.subList(rank(), all.size()),
        dilations,
        rounding);
  }

  /** With other dilations: one number a dimension, or one for all. */
  public Window withDilations(int... numbers) {
    return new Window(sizes, strides, padBegins, padEnds, each(numbers), rounding);
  }

  /** With another rule for how many windows there are. */
  public Window withRounding(Rounding rule) {
    return new Window(sizes, strides, padBegins, padEnds, dilations, rule);
  }

  /** How many spatial dimensions it has. */
  public int rank() {
    return sizes.size();
  }

  /**
   * The shape of what comes out for an N×C×… input.
   *
   * @throws IllegalArgumentException if the input has another number of dimensions, or no window
   *     fits in it
   */
  public Shape output(Shape input) {
    if (input.rank() != rank() + 2) {
      throw new IllegalArgumentException(
          "expected an input of %d dimensions, was %s".formatted(rank() + 2, input));
    }
    Shape output = input;
    for (int dimension = 0; dimension < rank(); dimension++) {
      int count = count(dimension, input.size(dimension + 2));
      if (count < 1) {
        throw new IllegalArgumentException(
            "a window of %s does not fit in %s padded by %s and %s"
                .formatted(sizes, input, padBegins, padEnds));
      }
      output = output.with(dimension + 2, count);
    }
    return output;
  }

  private int count(int dimension, int size) {
    long begin = padBegins.get(dimension);
    long extent = (long) dilations.get(dimension) * (sizes.get(dimension) - 1) + 1;
    long room = begin + size + padEnds.get(dimension) - extent;
    int stride = strides.get(dimension);
    if (rounding == Rounding.FLOOR) {
      return Math.toIntExact(Math.floorDiv(room, stride) + 1);
    }
    long count = Math.ceilDiv(room, stride) + 1;
    boolean isClipped = rounding == Rounding.CEILING || isPadded();
    if (isClipped && (count - 1) * stride >= begin + size) {
      count--;
    }
    return Math.toIntExact(count);
  }

  private boolean isPadded() {
    return Collections.max(padBegins) > 0 || Collections.max(padEnds) > 0;
  }
}
