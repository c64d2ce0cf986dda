package org.warpath.api.service.math;

import org.warpath.linalg.io.NpyArray;

/**
 * The sizes of an array of matrices, as doubles: estimates multiply them without overflow, and
 * {@code (long)} makes the largest number of what is beyond it.
 *
 * @param count matrices: 1 but for batches
 * @param rows of each; a vector is a column
 * @param columns of each
 */
record Extent(double count, double rows, double columns) {
  static Extent of(NpyArray array) {
    long[] shape = array.shape();
    return switch (shape.length) {
      case 1 -> new Extent(1, shape[0], 1);
      case 2 -> new Extent(1, shape[0], shape[1]);
      case 3 -> new Extent(shape[0], shape[1], shape[2]);
      default -> new Extent(1, array.size(), 1); // refused later, or a transform's
    };
  }

  Extent transposed() {
    return new Extent(count, columns, rows);
  }

  /** Numbers in all. */
  double size() {
    return count * rows * columns;
  }

  double smaller() {
    return Math.min(rows, columns);
  }

  double larger() {
    return Math.max(rows, columns);
  }

  /** Bytes of so many float64. */
  static long bytes(double numbers) {
    return (long) (numbers * Double.BYTES);
  }
}
