package org.warpath.linalg.dense;

/**
 * Whether matrices have elements at the same place. Exact for views that lie on one grid, such as
 * blocks, rows and columns of one matrix; else whether the stretches of memory overlap.
 */
final class Overlap {

  private Overlap() {}

  /**
   * @param bytes from the first element of {@code a} to that of {@code b}
   */
  static boolean of(MatrixView<?> a, MatrixView<?> b, long bytes) {
    if (a.isEmpty() || b.isEmpty() || bytes >= byteSize(a) || -bytes >= byteSize(b)) {
      return false;
    }
    int size = a.type().byteSize();
    if (a.type() != b.type() || bytes % size != 0) {
      return true;
    }
    // A single line is a row of one grid and a column of another; either may be the other view's.
    long elements = bytes / size;
    return onGrid(a, b, elements)
        && (!isLine(a) || onGrid(a.transposed(), b, elements))
        && (!isLine(b) || onGrid(a, b.transposed(), elements));
  }

  private static long byteSize(MatrixView<?> a) {
    return Spans.ofMatrix(a.rows(), a.columns(), a.rowStride(), a.columnStride())
        * a.type().byteSize();
  }

  private static boolean isLine(MatrixView<?> a) {
    return a.rows() == 1 || a.columns() == 1;
  }

  // The stride along an axis with one place counts for nothing.
  private static boolean onGrid(MatrixView<?> a, MatrixView<?> b, long elements) {
    long rowStride = a.rows() > 1 ? a.rowStride() : b.rows() > 1 ? b.rowStride() : 1;
    long columnStride = a.columns() > 1 ? a.columnStride() : b.columns() > 1 ? b.columnStride() : 1;
    if ((b.rows() > 1 && b.rowStride() != rowStride)
        || (b.columns() > 1 && b.columnStride() != columnStride)) {
      return true;
    }
    return rowStride >= columnStride
        ? meet(elements, rowStride, a.rows(), b.rows(), columnStride, a.columns(), b.columns())
        : meet(elements, columnStride, a.columns(), b.columns(), rowStride, a.rows(), b.rows());
  }

  // Lines `outer` apart, of places `inner` apart: where b begins relative to a, in both.
  private static boolean meet(
      long elements, long outer, int linesA, int linesB, long inner, int lengthA, int lengthB) {
    if ((Math.max(lengthA, lengthB) - 1) * inner >= outer) {
      return true; // lines reach into each other
    }
    long line = Math.floorDiv(elements, outer);
    long place = Math.floorMod(elements, outer);
    boolean onLine = isWithin(line, linesA, linesB) && place % inner == 0;
    boolean before = isWithin(line + 1, linesA, linesB) && (place - outer) % inner == 0;
    return (onLine && isWithin(place / inner, lengthA, lengthB))
        || (before && isWithin((place - outer) / inner, lengthA, lengthB));
  }

  private static boolean isWithin(long begin, int sizeA, int sizeB) {
    return begin < sizeA && begin + sizeB > 0;
  }

  /** Whether a matrix of {@code a} and one of {@code b} do. */
  static <M extends MatrixView<M>> boolean of(BatchView<M> a, BatchView<M> b) {
    if (a.count() == 0 || b.count() == 0) {
      return false;
    }
    M first = a.get(0);
    M other = b.get(0);
    long strideA = a.count() == 1 ? 0 : a.batchStride() * first.type().byteSize();
    long strideB = b.count() == 1 ? 0 : b.batchStride() * other.type().byteSize();
    long bytes = first.bytesTo(other);
    if (strideA != strideB && strideA != 0 && strideB != 0) {
      return bytes < (a.count() - 1) * strideA + byteSize(first)
          && -bytes < (b.count() - 1) * strideB + byteSize(other);
    }
    // All pairs with one distance are as one of them.
    long stride = Math.max(strideA, strideB);
    long from = strideA == 0 ? 0 : 1 - a.count();
    long to = strideB == 0 ? 0 : b.count() - 1;
    return anyStep(first, other, bytes, stride, from, to);
  }

  /** Whether two matrices of {@code a} do. */
  static <M extends MatrixView<M>> boolean within(BatchView<M> a) {
    if (a.count() < 2) {
      return false;
    }
    M first = a.get(0);
    long stride = a.batchStride() * first.type().byteSize();
    return anyStep(first, first, 0, stride, 1, a.count() - 1);
  }

  // Whether b does, moved by `from` to `to` strides; only near steps can.
  private static boolean anyStep(
      MatrixView<?> a, MatrixView<?> b, long bytes, long stride, long from, long to) {
    if (stride == 0) {
      return of(a, b, bytes);
    }
    long last = Math.min(to, Math.floorDiv(byteSize(a) - bytes, stride));
    for (long i = Math.max(from, Math.ceilDiv(-byteSize(b) - bytes, stride)); i <= last; i++) {
      if (of(a, b, bytes + i * stride)) {
        return true;
      }
    }
    return false;
  }
}
