package org.warpath.linalg.dense;

/** Whether two matrices have elements at the same place. */
final class Overlap {

  private Overlap() {}

  /**
   * Exact for views of one matrix with the same type and strides, such as two blocks of it; else
   * whether the stretches of memory overlap.
   *
   * @param bytes from the first element of {@code a} to that of {@code b}
   */
  static boolean of(MatrixView<?> a, MatrixView<?> b, long bytes) {
    if (a.isEmpty() || b.isEmpty() || bytes >= byteSize(a) || -bytes >= byteSize(b)) {
      return false;
    }
    if (a.type() != b.type()
        || a.rowStride() != b.rowStride()
        || a.columnStride() != b.columnStride()) {
      return true;
    }
    long elements = bytes / a.type().byteSize();
    boolean rowMajor = a.isRowMajor() && b.isRowMajor();
    boolean columnMajor = a.isColumnMajor() && b.isColumnMajor();
    return rowMajor
        ? blocks(a, b, elements)
        : !columnMajor || blocks(a.transposed(), b.transposed(), elements);
  }

  private static long byteSize(MatrixView<?> a) {
    return Spans.ofMatrix(a.rows(), a.columns(), a.rowStride(), a.columnStride())
        * a.type().byteSize();
  }

  // Both row-major with rows `stride` apart: where b begins relative to a, in rows and columns.
  private static boolean blocks(MatrixView<?> a, MatrixView<?> b, long elements) {
    long stride = Math.max(a.rowStride(), Math.max(a.columns(), b.columns()));
    long row = Math.floorDiv(elements, stride);
    long column = Math.floorMod(elements, stride);
    return meets(a, b, row, column) || meets(a, b, row + 1, column - stride);
  }

  private static boolean meets(MatrixView<?> a, MatrixView<?> b, long row, long column) {
    return row < a.rows() && row + b.rows() > 0 && column < a.columns() && column + b.columns() > 0;
  }
}
