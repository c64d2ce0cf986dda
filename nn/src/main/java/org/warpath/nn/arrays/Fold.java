package org.warpath.nn.arrays;

import org.warpath.nn.tensor.Shape;

/**
 * Sums over some dimensions.
 *
 * @param kept over the result, with the strides of what is summed
 * @param folded over what makes up one element of the result, with the same
 */
record Fold(Nest kept, Nest folded) {

  /** Of {@code whole} over the dimensions that {@code part}, matched at the last, lacks. */
  static Fold over(Shape part, Shape whole) {
    int lead = whole.rank() - part.rank();
    boolean[] isFolded = new boolean[whole.rank()];
    for (int i = 0; i < isFolded.length; i++) {
      isFolded[i] = i < lead || part.size(i - lead) != whole.size(i);
    }
    return of(whole, isFolded);
  }

  /** Of {@code whole} over the dimensions where {@code isFolded}. */
  static Fold of(Shape whole, boolean[] isFolded) {
    return new Fold(nest(whole, isFolded, false), nest(whole, isFolded, true));
  }

  private static Nest nest(Shape whole, boolean[] isFolded, boolean wanted) {
    long[] own = Nest.strides(whole);
    int[] sizes = new int[whole.rank()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = isFolded[i] == wanted ? whole.size(i) : 1;
    }
    return Nest.of(Shape.of(sizes), own);
  }

  /** How many elements make up one of the result. */
  long count() {
    return folded.rows() * folded.inner();
  }
}
