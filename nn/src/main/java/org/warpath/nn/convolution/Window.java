package org.warpath.nn.convolution;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a convolution sees of its input at a time, and where: one size for each spatial dimension,
 * outermost first, of which there are one to three. Output place o and kernel place k meet at input
 * place o·stride + k·dilation − begin; outside the input there are zeros.
 */
public final class Window {
  private static final int MOST_DIMENSIONS = 3;

  private final int[] kernel;
  private final int[] strides;
  private final int[] dilations;
  private final int[] begins;
  private final int[] ends;

  private Window(int[] kernel, int[] strides, int[] dilations, int[] begins, int[] ends) {
    this.kernel = kernel;
    this.strides = strides;
    this.dilations = dilations;
    this.begins = begins;
    this.ends = ends;
  }

  /**
   * A kernel of these sizes, each at least 1; strides and dilations of 1, no padding.
   *
   * @throws IllegalArgumentException if there are not one to three sizes, or one is below 1
   */
  public static Window of(int... kernel) {
    if (kernel.length < 1 || kernel.length > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "a kernel has 1 to %d sizes, not %d".formatted(MOST_DIMENSIONS, kernel.length));
    }
    int[] ones = new int[kernel.length];
    Arrays.fill(ones, 1);
    int[] zeros = new int[kernel.length];
    return new Window(checked("kernel", kernel, kernel.length, 1), ones, ones, zeros, zeros);
  }

  private static int[] checked(String what, int[] sizes, int rank, int least) {
    if (sizes.length != rank) {
      throw new IllegalArgumentException(
          "%s: expected %d sizes, was given %d".formatted(what, rank, sizes.length));
    }
    for (int size : sizes) {
      if (size < least) {
        throw new IllegalArgumentException(
            "%s: sizes must be at least %d, were %s".formatted(what, least, text(sizes)));
      }
    }
    return sizes.clone();
  }

  /** The same with these distances from an output's place to the next's, each at least 1. */
  public Window withStrides(int... sizes) {
    return new Window(kernel, checked("strides", sizes, rank(), 1), dilations, begins, ends);
  }

  /** The same with these distances from an element of the kernel to the next, each at least 1. */
  public Window withDilations(int... sizes) {
    return new Window(kernel, strides, checked("dilations", sizes, rank(), 1), begins, ends);
  }

  /** The same with so many zeros on both sides of each dimension, each at least 0. */
  public Window withPadding(int... sizes) {
    return withPadding(sizes, sizes);
  }

  /** The same with so many zeros before each dimension and after it, each at least 0. */
  public Window withPadding(int[] before, int[] after) {
    return new Window(
        kernel,
        strides,
        dilations,
        checked("padding", before, rank(), 0),
        checked("padding", after, rank(), 0));
  }

  /** How many spatial dimensions there are. */
  public int rank() {
    return kernel.length;
  }

  /** The kernel's size in a dimension. */
  public int kernel(int dimension) {
    return kernel[dimension];
  }

  /** The stride in a dimension. */
  public int stride(int dimension) {
    return strides[dimension];
  }

  /** The dilation in a dimension. */
  public int dilation(int dimension) {
    return dilations[dimension];
  }

  /** Zeros before a dimension. */
  public int begin(int dimension) {
    return begins[dimension];
  }

  /** Zeros after a dimension. */
  public int end(int dimension) {
    return ends[dimension];
  }

  /** What the kernel reaches over in a dimension, dilated. */
  public int extent(int dimension) {
    return Math.addExact(Math.multiplyExact(kernel[dimension] - 1, dilations[dimension]), 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Window window
        && Arrays.equals(kernel, window.kernel)
        && Arrays.equals(strides, window.strides)
        && Arrays.equals(dilations, window.dilations)
        && Arrays.equals(begins, window.begins)
        && Arrays.equals(ends, window.ends);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(
        new int[] {
          Arrays.hashCode(kernel),
          Arrays.hashCode(strides),
          Arrays.hashCode(dilations),
          Arrays.hashCode(begins),
          Arrays.hashCode(ends)
        });
  }

  /** Such as {@code "3×3 stride 2×2 dilation 1×1 padding 1×1 to 1×1"}. */
  @Override
  public String toString() {
    return "%s stride %s dilation %s padding %s to %s"
        .formatted(text(kernel), text(strides), text(dilations), text(begins), text(ends));
  }

  private static String text(int[] sizes) {
    return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining("×"));
  }
}
