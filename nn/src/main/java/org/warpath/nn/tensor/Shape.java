package org.warpath.nn.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's dimensions, outermost first: an image batch is N×C×H×W. Without
 * dimensions it is that of a single number.
 */
public final class Shape {
  private final int[] sizes;
  private final long count;

  private Shape(int[] sizes) {
    long product = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("a size is at least 0, not in " + text(sizes));
      }
      product = Math.multiplyExact(product, (long) size);
    }
    this.sizes = sizes;
    this.count = product;
  }

  /**
   * The shape with these sizes.
   *
   * @throws IllegalArgumentException if one is negative
   * @throws ArithmeticException if their product does not fit in a long
   */
  public static Shape of(int... sizes) {
    return new Shape(sizes.clone());
  }

  /** How many dimensions there are. */
  public int rank() {
    return sizes.length;
  }

  /** The size of a dimension; a negative {@code dimension} counts from the last, which is −1. */
  public int size(int dimension) {
    return sizes[dimension(dimension)];
  }

  /**
   * {@code dimension} counted from the first.
   *
   * @throws IllegalArgumentException if it is not in [−rank, rank)
   */
  public int dimension(int dimension) {
    if (dimension < -sizes.length || dimension >= sizes.length) {
      throw new IllegalArgumentException(
          "%s has no dimension %d: it has %d".formatted(this, dimension, sizes.length));
    }
    return dimension < 0 ? dimension + sizes.length : dimension;
  }

  /** The product of the sizes. */
  public long count() {
    return count;
  }

  /** The product of the sizes of the dimensions from {@code from} to {@code to}, without that. */
  public long count(int from, int to) {
    long product = 1;
    for (int dimension = from; dimension < to; dimension++) {
      product *= sizes[dimension];
    }
    return product;
  }

  /** The shape with another size of one dimension. */
  public Shape with(int dimension, int size) {
    int[] changed = sizes.clone();
    changed[dimension(dimension)] = size;
    return new Shape(changed);
  }

  /** The dimensions from {@code from} to {@code to}, without that. */
  public Shape slice(int from, int to) {
    return new Shape(Arrays.copyOfRange(sizes, from, to));
  }

  /** The shape with {@code size} before its dimensions. */
  public Shape prepend(int size) {
    int[] longer = new int[sizes.length + 1];
    longer[0] = size;
    System.arraycopy(sizes, 0, longer, 1, sizes.length);
    return new Shape(longer);
  }

  /** The sizes. */
  public int[] toArray() {
    return sizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Such as {@code "64×1×28×28"}; {@code "scalar"} without dimensions. */
  @Override
  public String toString() {
    return text(sizes);
  }

  private static String text(int[] sizes) {
    return sizes.length == 0
        ? "scalar"
        : Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining("×"));
  }
}
