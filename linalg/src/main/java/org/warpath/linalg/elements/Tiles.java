package org.warpath.linalg.elements;

import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Matrix;

/**
 * A matrix cut into tiles, which are worked on in the first-level cache as float64: parts of a row
 * or some rows where all operands lie by rows, else rectangles, so that an operand that lies by
 * columns is read along them too.
 *
 * @param rows rows of the matrix
 * @param columns columns of the matrix
 * @param tileRows rows of a tile but the last
 * @param tileColumns columns of a tile but the last
 */
record Tiles(int rows, int columns, int tileRows, int tileColumns) {
  private static final int ELEMENTS = 1024;
  private static final int TASK_ELEMENTS = 1 << 16;

  /** Tiles {@code from} (included) to {@code to} (excluded), by one thread. */
  @FunctionalInterface
  interface Body {
    void accept(int from, int to);
  }

  /** Runs of at most 1024 elements of a row, or whole rows of that many together. */
  static Tiles byRows(int rows, int columns) {
    int width = Math.clamp(columns, 1, ELEMENTS);
    return new Tiles(rows, columns, Math.clamp(rows, 1, ELEMENTS / width), width);
  }

  /** Rectangles of 32 rows, more if there are few columns. */
  static Tiles rectangles(int rows, int columns, int tileColumns) {
    int width = Math.clamp(columns, 1, tileColumns);
    return new Tiles(rows, columns, Math.max(32, ELEMENTS / width), width);
  }

  /** Whether neighbours in a column lie closer than neighbours in a row. */
  static boolean liesByColumns(Matrix matrix) {
    return matrix.rows() > 1
        && (matrix.columns() <= 1 || matrix.rowStride() < matrix.columnStride());
  }

  /** Elements of the largest tile. */
  int elements() {
    return Math.min(rows, tileRows) * Math.min(columns, tileColumns);
  }

  /** Tiles side by side. */
  int across() {
    return Math.ceilDiv(columns, tileColumns);
  }

  int count() {
    return Math.multiplyExact(Math.ceilDiv(rows, tileRows), across());
  }

  int firstRow(int tile) {
    return tile / across() * tileRows;
  }

  int firstColumn(int tile) {
    return tile % across() * tileColumns;
  }

  int rows(int tile) {
    return Math.min(tileRows, rows - firstRow(tile));
  }

  int columns(int tile) {
    return Math.min(tileColumns, columns - firstColumn(tile));
  }

  /** Hands all tiles to {@code body}, in ranges that do not depend on the number of threads. */
  void forEach(int threads, Body body) {
    if (rows == 0 || columns == 0) {
      return;
    }
    int grain = Math.ceilDiv(TASK_ELEMENTS, elements());
    Parallel.forEachRange(threads, count(), grain, (from, to) -> body.accept((int) from, (int) to));
  }
}
