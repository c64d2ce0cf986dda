package org.warpath.nn.dense;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Shape;

/**
 * Which matrices of two tensors are multiplied, and what comes out.
 *
 * @param m rows of the products
 * @param k columns of the left factors, transposed or not, and rows of the right ones
 * @param n columns of the products
 * @param a for each product, which of A's matrices it is of
 * @param b likewise
 * @param output the products' shape
 */
record MatrixPairs(int m, int k, int n, int[] a, int[] b, Shape output) {

  static MatrixPairs of(Shape a, boolean transposesA, Shape b, boolean transposesB) {
    if (a.rank() < 2 || b.rank() < 2) {
      throw new IllegalArgumentException(
          "expected matrices, inputs of at least 2 dimensions, were %s and %s".formatted(a, b));
    }
    int m = a.size(transposesA ? -1 : -2);
    int k = a.size(transposesA ? -2 : -1);
    int n = b.size(transposesB ? -2 : -1);
    Shape outer = together(a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2));
    if (k != b.size(transposesB ? -1 : -2) || outer == null) {
      throw new IllegalArgumentException(
          "matrices %s%s and %s%s cannot be multiplied"
              .formatted(a, transposesA ? " transposed" : "", b, transposesB ? " transposed" : ""));
    }
    int[] sizes = new int[outer.rank() + 2];
    for (int i = 0; i < outer.rank(); i++) {
      sizes[i] = outer.size(i);
    }
    sizes[outer.rank()] = m;
    sizes[outer.rank() + 1] = n;
    return new MatrixPairs(
        m,
        k,
        n,
        places(a.slice(0, a.rank() - 2), outer),
        places(b.slice(0, b.rank() - 2), outer),
        Shape.of(sizes));
  }

  private static @Nullable Shape together(Shape a, Shape b) {
    int[] sizes = new int[Math.max(a.rank(), b.rank())];
    for (int i = 1; i <= sizes.length; i++) {
      int p = i > a.rank() ? 1 : a.size(-i);
      int q = i > b.rank() ? 1 : b.size(-i);
      if (p != q && p != 1 && q != 1) {
        return null;
      }
      sizes[sizes.length - i] = p == 1 ? q : p;
    }
    return Shape.of(sizes);
  }

  /** For each element of {@code whole}, the row-major place in {@code part} that it repeats. */
  private static int[] places(Shape part, Shape whole) {
    int[] places = new int[Math.toIntExact(whole.count())];
    for (int place = 0; place < places.length; place++) {
      int rest = place;
      int stride = 1;
      for (int i = 1; i <= part.rank(); i++) {
        int size = part.size(-i);
        places[place] += size == 1 ? 0 : rest % whole.size(-i) * stride;
        rest /= whole.size(-i);
        stride *= size;
      }
    }
    return places;
  }

  /** How many products there are. */
  int count() {
    return a.length;
  }
}
