package org.warpath.linalg.dense;

import java.lang.foreign.MemorySegment;

/** Copies between host matrices of one type and shape, by stretches of memory where they can. */
final class Rows {

  private Rows() {}

  /** Writes the elements of {@code to}, and nothing between them. */
  static void copy(Matrix from, Matrix to) {
    if (from.isEmpty()) {
      return;
    }
    if (from.isPacked() && to.isPacked()) {
      to.memory().copyFrom(from.memory());
    } else if (from.isRowMajor() && to.isRowMajor()) {
      lines(from, to);
    } else if (from.isColumnMajor() && to.isColumnMajor()) {
      copy(from.transposed(), to.transposed());
    } else {
      elements(from, to);
    }
  }

  private static void lines(Matrix from, Matrix to) {
    int size = from.type().byteSize();
    long bytes = (long) from.columns() * size;
    for (int i = 0; i < from.rows(); i++) {
      MemorySegment.copy(
          from.memory(),
          i * from.rowStride() * size,
          to.memory(),
          i * to.rowStride() * size,
          bytes);
    }
  }

  private static void elements(Matrix from, Matrix to) {
    for (int i = 0; i < from.rows(); i++) {
      for (int j = 0; j < from.columns(); j++) {
        to.set(i, j, from.get(i, j));
      }
    }
  }
}
