package org.warpath.linalg.sparse.blas;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;

/** What operands of {@link SparseBlas} must fit each other in; every message holds the shapes. */
final class SparseShapes {

  private SparseShapes() {}

  static void requireSpmv(Csr a, Vector x, Vector y) {
    requireSpmv(a.shape(), a.rowCount(), a.columnCount(), a, x, y);
  }

  static void requireSpmv(Csc a, Vector x, Vector y) {
    requireSpmv(a.shape(), a.rowCount(), a.columnCount(), a.transpose(), x, y);
  }

  private static void requireSpmv(
      String shape, int rows, int columns, Csr stored, Vector x, Vector y) {
    requireType("spmv", stored.type(), x.type(), y.type());
    requireLength("x", shape, x.length(), columns);
    requireLength("y", shape, y.length(), rows);
    requireApart("spmv", "y", y.memory(), stored);
    // As columns: exact for two columns of one matrix, whatever their lengths.
    if (y.asColumn().overlaps(x.asColumn())) {
      throw new IllegalArgumentException(
          "spmv: y, %s, shares elements with x, %s".formatted(y.shape(), x.shape()));
    }
  }

  private static void requireLength(String name, String shape, int length, int needed) {
    if (length != needed) {
      throw new IllegalArgumentException(
          "spmv: A is %s, %s has length %d: needs %d".formatted(shape, name, length, needed));
    }
  }

  static void requireType(String operation, ElementType first, ElementType... others) {
    for (ElementType other : others) {
      if (other != first) {
        throw new IllegalArgumentException(
            operation + ": operands must have one type, had " + first + " and " + other);
      }
    }
  }

  private static void requireApart(
      String operation, String name, MemorySegment result, Csr operand) {
    if (result.isReadOnly()) {
      throw new IllegalArgumentException(
          operation + ": " + name + " lies in memory that may only be read");
    }
    if (meets(result, operand.values())
        || meets(result, operand.columnIndices())
        || meets(result, operand.rowOffsets())) {
      throw new IllegalArgumentException(
          "%s: %s shares memory with the sparse matrix, %s"
              .formatted(operation, name, operand.shape()));
    }
  }

  private static boolean meets(MemorySegment result, @Nullable MemorySegment other) {
    return other != null && result.asOverlappingSlice(other).isPresent();
  }

  static void requireSpmm(Csr a, Matrix b, Matrix c) {
    requireType("spmm", a.type(), b.type(), c.type());
    requireInner("spmm", a.shape(), a.columnCount(), b.shape(), b.rows());
    if (c.rows() != a.rowCount() || c.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "spmm: A is %s, B is %s, C is %s: C needs %d×%d"
              .formatted(a.shape(), b.shape(), c.shape(), a.rowCount(), b.columns()));
    }
    requireApart("spmm", "C", c.memory(), a);
    if (c.overlaps(b)) {
      throw new IllegalArgumentException(
          "spmm: C, %s, shares elements with B, %s".formatted(c.shape(), b.shape()));
    }
  }

  private static void requireInner(
      String operation, String aShape, int aColumns, String bShape, int bRows) {
    if (aColumns != bRows) {
      throw new IllegalArgumentException(
          "%s: A is %s, B is %s: inner dimensions %d and %d differ"
              .formatted(operation, aShape, bShape, aColumns, bRows));
    }
  }

  static void requireSpgemm(Csr a, Csr b) {
    requireType("spgemm", a.type(), b.type());
    requireInner("spgemm", a.shape(), a.columnCount(), b.shape(), b.rowCount());
  }

  static void requireSddmm(Matrix a, Matrix b, Csr c) {
    requireType("sddmm", c.type(), a.type(), b.type());
    requireInner("sddmm", a.shape(), a.columns(), b.shape(), b.rows());
    if (c.rowCount() != a.rows() || c.columnCount() != b.columns()) {
      throw new IllegalArgumentException(
          "sddmm: A is %s, B is %s, C is %s: C needs %d×%d"
              .formatted(a.shape(), b.shape(), c.shape(), a.rows(), b.columns()));
    }
  }

  static void requireSolve(Csr t, Matrix b) {
    requireType("triangular solve", t.type(), b.type());
    if (b.rows() != t.rowCount()) {
      throw new IllegalArgumentException(
          "triangular solve: T is %s, B is %s: B needs %d rows"
              .formatted(t.shape(), b.shape(), t.rowCount()));
    }
    requireApart("triangular solve", "B", b.memory(), t);
  }
}
