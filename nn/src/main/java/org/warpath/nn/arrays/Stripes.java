package org.warpath.nn.arrays;

import org.warpath.nn.tensor.Shape;

/**
 * A tensor along one dimension: outer rows, each of a stripe of {@code inner} elements for every
 * index of that dimension.
 *
 * @param outer rows
 * @param length indices
 * @param inner elements of an index
 */
record Stripes(long outer, int length, long inner) {

  static Stripes of(Shape shape, int axis) {
    int at = shape.dimension(axis);
    return new Stripes(shape.count(0, at), shape.size(at), shape.count(at + 1, shape.rank()));
  }

  /** Elements of a row. */
  long row() {
    return length * inner;
  }

  Stripes withLength(int other) {
    return new Stripes(outer, other, inner);
  }
}
