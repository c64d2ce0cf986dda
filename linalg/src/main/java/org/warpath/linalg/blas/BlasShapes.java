package org.warpath.linalg.blas;

import java.util.List;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.BatchView;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixView;
import org.warpath.linalg.dense.Side;

/**
 * What operands of {@link Blas} and {@link DeviceBlas} must fit each other in, wherever they lie;
 * every message holds the shapes. Vectors are given as rows, 1×n.
 */
final class BlasShapes {

  private BlasShapes() {}

  /** All types are the same, float32 or float64. */
  static void requireArithmetic(String operation, ElementType first, ElementType... others) {
    if (first.isHalf()) {
      throw new IllegalArgumentException(
          operation + ": elements must be float32 or float64, were " + first);
    }
    requireSameType(operation, first, others);
  }

  private static void requireSameType(String operation, ElementType first, ElementType... others) {
    for (ElementType other : others) {
      if (other != first) {
        throw new IllegalArgumentException(
            operation + ": operands must have one type, had " + first + " and " + other);
      }
    }
  }

  static void requireSameLength(String operation, MatrixView<?> x, MatrixView<?> y) {
    if (x.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "%s: x has length %d, y has %d".formatted(operation, x.columns(), y.columns()));
    }
  }

  /** The operand that takes the result can be written to. */
  static void requireWritable(String operation, String name, MatrixView<?> result) {
    if (result.isReadOnly()) {
      throw new IllegalArgumentException(
          "%s: %s, %s, takes the result, but its memory is read-only"
              .formatted(operation, name, result.shape()));
    }
  }

  static <M extends MatrixView<M>> void requireApart(String operation, M result, M operand) {
    if (result.overlaps(operand)) {
      throw new IllegalArgumentException(
          "%s: the result, %s, shares elements with an operand, %s"
              .formatted(operation, result.shape(), operand.shape()));
    }
  }

  static <M extends MatrixView<M>> void requireGemv(M a, M x, M y) {
    if (a.columns() != x.columns() || a.rows() != y.columns()) {
      throw new IllegalArgumentException(
          "gemv: A is %s, x has length %d, y has length %d: x needs %d, y needs %d"
              .formatted(a.shape(), x.columns(), y.columns(), a.columns(), a.rows()));
    }
    requireWritable("gemv", "y", y);
    requireApart("gemv", y, a);
    requireApart("gemv", y, x);
  }

  static <M extends MatrixView<M>> void requireGer(M x, M y, M a) {
    if (a.rows() != x.columns() || a.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "ger: x has length %d, y has length %d, A is %s: A needs %d×%d"
              .formatted(x.columns(), y.columns(), a.shape(), x.columns(), y.columns()));
    }
    requireWritable("ger", "A", a);
    requireApart("ger", a, x);
    requireApart("ger", a, y);
  }

  static <M extends MatrixView<M>> void requireGemm(String operation, M a, M b, M c) {
    requireSameType(operation, a.type(), b.type(), c.type());
    requireProduct(operation, a.shape(), a.columns(), b.shape(), b.rows());
    if (c.rows() != a.rows() || c.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "%s: A is %s, B is %s, C is %s: C needs %d×%d"
              .formatted(operation, a.shape(), b.shape(), c.shape(), a.rows(), b.columns()));
    }
    requireWritable(operation, "C", c);
    requireApart(operation, c, a);
    requireApart(operation, c, b);
  }

  private static void requireProduct(
      String operation, String aShape, int aColumns, String bShape, int bRows) {
    if (aColumns != bRows) {
      throw new IllegalArgumentException(
          "%s: A is %s, B is %s: inner dimensions %d and %d differ"
              .formatted(operation, aShape, bShape, aColumns, bRows));
    }
  }

  static <M extends MatrixView<M>> void requireGemm(
      BatchView<M> a, BatchView<M> b, BatchView<M> c) {
    if (a.count() != b.count() || a.count() != c.count()) {
      throw new IllegalArgumentException(
          "gemm: A is %s, B is %s, C is %s: the counts differ"
              .formatted(a.shape(), b.shape(), c.shape()));
    }
    if (a.count() == 0) {
      return;
    }
    requireGemm("gemm", a.get(0), b.get(0), c.get(0));
    if (c.overlapsItself()) {
      throw new IllegalArgumentException(
          "gemm: the results, %s, share elements at stride %d"
              .formatted(c.shape(), c.batchStride()));
    }
    requireApart(c, a);
    requireApart(c, b);
  }

  private static <M extends MatrixView<M>> void requireApart(
      BatchView<M> results, BatchView<M> operands) {
    if (results.overlaps(operands)) {
      throw new IllegalArgumentException(
          "gemm: the results, %s, share elements with operands, %s"
              .formatted(results.shape(), operands.shape()));
    }
  }

  static <M extends MatrixView<M>> void requireGemm(List<M> a, List<M> b, List<M> c) {
    if (a.size() != b.size() || a.size() != c.size()) {
      throw new IllegalArgumentException(
          "gemm: %d matrices A, %d B and %d C: the counts differ"
              .formatted(a.size(), b.size(), c.size()));
    }
    for (int i = 0; i < a.size(); i++) {
      requireGemm("gemm, matrix " + i, a.get(i), b.get(i), c.get(i));
    }
  }

  /** An operand is the result itself, or apart from it. */
  static <M extends MatrixView<M>> void requireGeam(M a, M b, M c) {
    if (a.rows() != c.rows()
        || a.columns() != c.columns()
        || b.rows() != c.rows()
        || b.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "geam: A is %s, B is %s, C is %s: the shapes differ"
              .formatted(a.shape(), b.shape(), c.shape()));
    }
    if (!a.isSameView(c)) {
      requireApart("geam", c, a);
    }
    if (!b.isSameView(c)) {
      requireApart("geam", c, b);
    }
  }

  static <M extends MatrixView<M>> void requireSyrk(M a, M c) {
    if (c.rows() != a.rows() || c.columns() != a.rows()) {
      throw new IllegalArgumentException(
          "syrk: A is %s, C is %s: C needs %d×%d"
              .formatted(a.shape(), c.shape(), a.rows(), a.rows()));
    }
    requireWritable("syrk", "C", c);
    requireApart("syrk", c, a);
  }

  static <M extends MatrixView<M>> void requireTrsm(Side side, M t, M b) {
    requireSquare("trsm", "T", t);
    int size = side == Side.LEFT ? b.rows() : b.columns();
    if (t.rows() != size) {
      throw new IllegalArgumentException(
          "trsm: T is %s, B is %s: T on the %s needs %d×%d"
              .formatted(t.shape(), b.shape(), side == Side.LEFT ? "left" : "right", size, size));
    }
    requireWritable("trsm", "B", b);
    requireApart("trsm", b, t);
  }

  static void requireSquare(String operation, String name, MatrixView<?> matrix) {
    if (matrix.rows() != matrix.columns()) {
      throw new IllegalArgumentException(
          "%s: %s must be square, is %s".formatted(operation, name, matrix.shape()));
    }
  }

  /** A triangle has no 0 on its diagonal. */
  static void requireRegular(String operation, Matrix t, Diagonal diagonal) {
    for (int i = 0; diagonal == Diagonal.STORED && i < t.rows(); i++) {
      if (t.get(i, i) == 0) {
        throw new SingularMatrixException(operation, i);
      }
    }
  }
}
