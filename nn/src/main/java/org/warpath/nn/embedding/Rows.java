package org.warpath.nn.embedding;

import org.warpath.nn.tensor.Shape;

/**
 * What is taken from a table[outer×rows×width]: for each of {@code outer} parts the rows that
 * {@code count} indices name, result[outer×count×width].
 *
 * @param outer parts, each with the same indices
 * @param rows of a part
 * @param width of a row
 * @param count indices
 */
record Rows(long outer, int rows, long width, long count) {

  /** The shape with the indices' dimensions between {@code before} and {@code after}. */
  static Shape result(Shape before, Shape indices, Shape after) {
    int[] sizes = new int[before.rank() + indices.rank() + after.rank()];
    System.arraycopy(before.toArray(), 0, sizes, 0, before.rank());
    System.arraycopy(indices.toArray(), 0, sizes, before.rank(), indices.rank());
    System.arraycopy(after.toArray(), 0, sizes, before.rank() + indices.rank(), after.rank());
    return Shape.of(sizes);
  }
}
