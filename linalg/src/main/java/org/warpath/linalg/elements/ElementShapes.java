package org.warpath.linalg.elements;

import java.util.Locale;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/** What operands of {@link Elementwise} and {@link Reductions} must fit each other in. */
final class ElementShapes {

  private ElementShapes() {}

  static void requireSameType(String operation, Matrix result, Matrix operand) {
    if (operand.type() != result.type()) {
      throw new IllegalArgumentException(
          "%s: operands and result must have one type, had %s and %s"
              .formatted(lower(operation), operand.describe(), result.describe()));
    }
  }

  /** The operand has the result's shape, or 1 where it is repeated; it is the result or apart. */
  static void requireBroadcast(String operation, String name, Matrix operand, Matrix result) {
    if ((operand.rows() != 1 && operand.rows() != result.rows())
        || (operand.columns() != 1 && operand.columns() != result.columns())) {
      throw new IllegalArgumentException(
          "%s: %s is %s, the result is %s: each size must be the result's or 1"
              .formatted(lower(operation), name, operand.shape(), result.shape()));
    }
    if (!isSameView(operand, result) && meets(operand, result)) {
      throw new IllegalArgumentException(
          "%s: the result, %s, shares elements with %s, %s, but is another view"
              .formatted(lower(operation), result.describe(), name, operand.describe()));
    }
  }

  private static boolean meets(Matrix a, Matrix b) {
    return a.type() == b.type()
        ? a.overlaps(b)
        : !a.isEmpty() && !b.isEmpty() && a.memory().asOverlappingSlice(b.memory()).isPresent();
  }

  private static boolean isSameView(Matrix a, Matrix b) {
    return a.type() == b.type()
        && a.rows() == b.rows()
        && a.columns() == b.columns()
        && a.memory().address() == b.memory().address()
        && (a.rows() <= 1 || a.rowStride() == b.rowStride())
        && (a.columns() <= 1 || a.columnStride() == b.columnStride());
  }

  static void requireLength(String operation, Matrix a, String per, int needed, int length) {
    if (length != needed) {
      throw new IllegalArgumentException(
          "%s: A is %s, the result has length %d: one a %s needs %d"
              .formatted(lower(operation), a.shape(), length, per, needed));
    }
  }

  static void requireApart(String operation, Matrix a, Vector result) {
    if (meets(a, result.asRow())) {
      throw new IllegalArgumentException(
          "%s: the result, %s, shares elements with A, %s"
              .formatted(lower(operation), result.shape(), a.describe()));
    }
  }

  static void requireElements(String operation, Matrix a) {
    if (a.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: A is %s: there is no element".formatted(lower(operation), a.shape()));
    }
  }

  static void requireElementsInEach(
      String operation, Matrix a, String per, int count, int elementsOfEach) {
    if (count > 0 && elementsOfEach == 0) {
      throw new IllegalArgumentException(
          "%s: A is %s: a %s has no element".formatted(lower(operation), a.shape(), per));
    }
  }

  private static String lower(String operation) {
    return operation.toLowerCase(Locale.ROOT);
  }
}
