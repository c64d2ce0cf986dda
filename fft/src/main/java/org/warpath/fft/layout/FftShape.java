package org.warpath.fft.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The shape of a row-major array and the axes along which it is transformed; the other axes number
 * independent transforms. A real transform halves the last of {@code axes} in its spectrum: n
 * numbers become n/2 + 1 complex ones.
 *
 * @param sizes elements along each axis, each at least 1; for a real transform those of the real
 *     array
 * @param axes the transformed axes, each named once, from 0
 */
public record FftShape(List<Integer> sizes, List<Integer> axes) {

  /**
   * Validates.
   *
   * @throws IllegalArgumentException if there is no axis, a size is below 1, there are more than
   *     2⁶³ − 1 elements, or an axis is not in [0, rank) or named twice
   */
  public FftShape {
    sizes = List.copyOf(sizes);
    axes = List.copyOf(axes);
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException("fft: an array needs at least one axis");
    }
    long elements = 1;
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "fft: every size must be at least 1, was " + text(sizes));
      }
      try {
        elements = Math.multiplyExact(elements, (long) size);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("fft: " + text(sizes) + " is too large", e);
      }
    }
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("fft: no axis to transform along");
    }
    for (int i = 0; i < axes.size(); i++) {
      int axis = axes.get(i);
      if (axis < 0 || axis >= sizes.size()) {
        throw new IllegalArgumentException(
            "fft: axis must be in [0, %d) for shape %s, was %d"
                .formatted(sizes.size(), text(sizes), axis));
      }
      if (axes.indexOf(axis) != i) {
        throw new IllegalArgumentException("fft: axis " + axis + " is named twice");
      }
    }
  }

  /** An array transformed along all axes: one transform of as many dimensions. */
  public static FftShape of(int... sizes) {
    return new FftShape(list(sizes), IntStream.range(0, sizes.length).boxed().toList());
  }

  /** {@code count} arrays one after another, each transformed along all its axes. */
  public static FftShape batch(int count, int... sizes) {
    List<Integer> all = new ArrayList<>(List.of(count));
    all.addAll(list(sizes));
    return new FftShape(all, IntStream.rangeClosed(1, sizes.length).boxed().toList());
  }

  /** This array, transformed along {@code axes}; a negative axis counts from the last, −1. */
  public FftShape along(int... axes) {
    return new FftShape(sizes, IntStream.of(axes).map(this::fromTheFirst).boxed().toList());
  }

  private int fromTheFirst(int axis) {
    if (axis < -rank()) {
      throw new IllegalArgumentException(
          "fft: axis must be in [%d, %d) for shape %s, was %d"
              .formatted(-rank(), rank(), text(), axis));
    }
    return axis < 0 ? axis + rank() : axis;
  }

  private static List<Integer> list(int... values) {
    return IntStream.of(values).boxed().toList();
  }

  /** The number of axes. */
  public int rank() {
    return sizes.size();
  }

  /** Elements of the array. */
  public long elements() {
    return product(0, rank());
  }

  /** Elements of one transform: what an inverse divides by. */
  public long transformElements() {
    long product = 1;
    for (int axis : axes) {
      product *= sizes.get(axis);
    }
    return product;
  }

  /** The axis that a real transform halves: the last of {@link #axes}. */
  public int realAxis() {
    return axes.getLast();
  }

  /** The half spectrum's shape: {@code sizes} with n/2 + 1 for n along {@link #realAxis}. */
  public FftShape halfSpectrum() {
    List<Integer> half = new ArrayList<>(sizes);
    half.set(realAxis(), sizes.get(realAxis()) / 2 + 1);
    return new FftShape(half, axes);
  }

  /** The product of the sizes before an axis. */
  public long outer(int axis) {
    return product(0, axis);
  }

  /** The product of the sizes after an axis: the distance of neighbours along it. */
  public long inner(int axis) {
    return product(axis + 1, rank());
  }

  private long product(int from, int to) {
    long product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= sizes.get(axis);
    }
    return product;
  }

  /** {@code 4×5}. */
  public String text() {
    return text(sizes);
  }

  private static String text(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
  }
}
