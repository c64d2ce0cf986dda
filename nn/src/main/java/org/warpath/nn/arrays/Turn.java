package org.warpath.nn.arrays;

import org.warpath.nn.tensor.Shape;

/**
 * Dimensions in another order, in as few loops as there can be.
 *
 * @param nest over the result, with strides into what is turned
 */
record Turn(Nest nest) {

  static Turn of(Shape from, int[] order) {
    long[] own = Nest.strides(from);
    int[] sizes = new int[order.length];
    long[] strides = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      sizes[i] = from.size(order[i]);
      strides[i] = own[order[i]];
    }
    return new Turn(Nest.of(Shape.of(sizes), strides));
  }

  static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }

  /** Whether it turns one matrix, or several that stay in their order. */
  boolean isOfMatrices() {
    int rank = nest.rank();
    if (rank != 2 && rank != 3) {
      return false;
    }
    return nest.stride(0, rank - 2) == 1
        && nest.step(0) == rows()
        && (rank == 2 || nest.stride(0, 0) == (long) rows() * columns());
  }

  /** How many matrices. */
  int matrices() {
    return nest.rank() == 3 ? nest.size(0) : 1;
  }

  /** Of a matrix of the result. */
  int rows() {
    return nest.size(nest.rank() - 2);
  }

  /** Of a matrix of the result. */
  int columns() {
    return nest.inner();
  }
}
