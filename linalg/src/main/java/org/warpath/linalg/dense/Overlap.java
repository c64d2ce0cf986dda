package org.warpath.linalg.dense;

/** Whether two matrices have elements at the same place. */
final class Overlap {

  private Overlap() {}

  /**
   * Exact for views of one matrix with the same strides, such as two blocks of it; else whether the
   * stretches of memory overlap.
   */
  static boolean of(Matrix a, Matrix b) {
    if (a.isEmpty() || b.isEmpty() || a.memory().asOverlappingSlice(b.memory()).isEmpty()) {
      return false;
    }
    if (a.rowStride() != b.rowStride() || a.columnStride() != b.columnStride()) {
      return true;
    }
    boolean rowMajor = a.isRowMajor() && b.isRowMajor();
    boolean columnMajor = a.isColumnMajor() && b.isColumnMajor();
    return rowMajor ? blocks(a, b) : !columnMajor || blocks(a.transposed(), b.transposed());
  }

  // Both row-major with rows `stride` apart: where b begins relative to a, in rows and columns.
  private static boolean blocks(Matrix a, Matrix b) {
    long elements = (b.memory().address() - a.memory().address()) / a.type().byteSize();
    long stride = Math.max(a.rowStride(), Math.max(a.columns(), b.columns()));
    long row = Math.floorDiv(elements, stride);
    long column = Math.floorMod(elements, stride);
    return meets(a, b, row, column) || meets(a, b, row + 1, column - stride);
  }

  private static boolean meets(Matrix a, Matrix b, long row, long column) {
    return row < a.rows() && row + b.rows() > 0 && column < a.columns() && column + b.columns() > 0;
  }
}
