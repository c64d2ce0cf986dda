package org.warpath.nn.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Shape;

/**
 * What a node says of its window, complete: by spatial dimension.
 *
 * @param kernel sizes
 * @param strides from a window to the next
 * @param dilations from an element of a window to the next
 * @param begins padding before
 * @param ends padding after
 */
record Windows(int[] kernel, int[] strides, int[] dilations, int[] begins, int[] ends) {

  /**
   * Of a node whose first input is N×C×…, with padding as {@code auto_pad} means it.
   *
   * @param kernel sizes where no attribute says them
   */
  static Windows of(Call call, int @Nullable [] kernel) {
    return plain(call, kernel).padded(call);
  }

  /** As {@link #of}, without a look at {@code auto_pad}. */
  static Windows plain(Call call, int @Nullable [] kernel) {
    Attributes attributes = call.attributes();
    Shape input = call.shape(0);
    int rank = input.rank() - 2;
    int[] said = attributes.ints("kernel_shape");
    int[] sizes = said == null ? kernel : said;
    if (rank < 1 || sizes == null) {
      throw new IllegalArgumentException(
          sizes == null
              ? "kernel_shape is missing"
              : "expected an input of at least 3 dimensions, was " + input);
    }
    if (kernel != null && !Arrays.equals(sizes, kernel)) {
      throw new IllegalArgumentException(
          "kernel_shape is %s, but weights are of %s"
              .formatted(Arrays.toString(sizes), Arrays.toString(kernel)));
    }
    int[] strides = each(attributes.ints("strides"), rank, 1);
    int[] dilations = each(attributes.ints("dilations"), rank, 1);
    require("kernel_shape", sizes, rank);
    require("strides", strides, rank);
    require("dilations", dilations, rank);
    int[] pads = each(attributes.ints("pads"), 2 * rank, 0);
    require("pads", pads, 2 * rank);
    if (Arrays.stream(pads).anyMatch(pad -> pad < 0)) {
      throw call.unsupported("pads below 0");
    }
    return new Windows(
        sizes,
        strides,
        dilations,
        Arrays.copyOf(pads, rank),
        Arrays.copyOfRange(pads, rank, 2 * rank));
  }

  private Windows padded(Call call) {
    String automatic = call.attributes().text("auto_pad", "NOTSET");
    int[] zeros = new int[kernel.length];
    return switch (automatic) {
      case "NOTSET" -> this;
      case "VALID" -> new Windows(kernel, strides, dilations, zeros, zeros);
      case "SAME_UPPER", "SAME_LOWER" -> same(call.shape(0), automatic.equals("SAME_UPPER"));
      default -> throw call.unsupported("auto_pad " + automatic);
    };
  }

  /** Padded so that there are as many outputs as inputs by the stride, rounded up. */
  private Windows same(Shape input, boolean isMoreBehind) {
    int[] totals = new int[kernel.length];
    for (int d = 0; d < totals.length; d++) {
      int size = input.size(2 + d);
      long outputs = Math.ceilDiv(size, strides[d]);
      totals[d] = Math.toIntExact(Math.max(0, (outputs - 1) * strides[d] + extent(d) - size));
    }
    return cut(totals, isMoreBehind);
  }

  /** With these pads, half of them on each side. */
  Windows cut(int[] totals, boolean isMoreBehind) {
    int[] before = new int[totals.length];
    int[] after = new int[totals.length];
    for (int d = 0; d < totals.length; d++) {
      before[d] = isMoreBehind ? totals[d] / 2 : totals[d] - totals[d] / 2;
      after[d] = totals[d] - before[d];
    }
    return new Windows(kernel, strides, dilations, before, after);
  }

  /** What the kernel reaches over in a dimension, dilated. */
  long extent(int d) {
    return (kernel[d] - 1L) * dilations[d] + 1;
  }

  static int[] each(int @Nullable [] numbers, int count, int otherwise) {
    if (numbers != null) {
      return numbers;
    }
    int[] all = new int[count];
    Arrays.fill(all, otherwise);
    return all;
  }

  static void require(String what, int[] numbers, int count) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "%s must be %d numbers, were %s".formatted(what, count, Arrays.toString(numbers)));
    }
  }

  /** Those before, then those after, as pooling windows have them. */
  int[] pads() {
    int[] pads = Arrays.copyOf(begins, 2 * begins.length);
    System.arraycopy(ends, 0, pads, begins.length, ends.length);
    return pads;
  }
}
