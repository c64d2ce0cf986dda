package org.warpath.linalg.elements;

import java.util.Locale;
import org.warpath.linalg.dense.MatrixView;

/** What operands of {@link Elementwise} and {@link Reductions} must fit each other in. */
final class ElementShapes {

  private ElementShapes() {}

  static void requireSameType(String operation, MatrixView<?> result, MatrixView<?> operand) {
    if (operand.type() != result.type()) {
      throw new IllegalArgumentException(
          "%s: operands and result must have one type, had %s and %s"
              .formatted(lower(operation), operand.describe(), result.describe()));
    }
  }

  /** The operand has the result's shape, or 1 where it is repeated; it is the result or apart. */
  static <M extends MatrixView<M>> void requireBroadcast(
      String operation, String name, M operand, M result) {
    if ((operand.rows() != 1 && operand.rows() != result.rows())
        || (operand.columns() != 1 && operand.columns() != result.columns())) {
      throw new IllegalArgumentException(
          "%s: %s is %s, the result is %s: each size must be the result's or 1"
              .formatted(lower(operation), name, operand.shape(), result.shape()));
    }
    if (!operand.isSameView(result) && operand.overlaps(result)) {
      throw new IllegalArgumentException(
          "%s: the result, %s, shares elements with %s, %s, but is another view"
              .formatted(lower(operation), result.describe(), name, operand.describe()));
    }
  }

  /** Each row of A gives one element of the result, given as a row. */
  static <M extends MatrixView<M>> void requireRows(
      Reduction reduction, M a, String per, M result) {
    requireLength(reduction.name(), a, per, a.rows(), result.columns());
    if (a.overlaps(result)) {
      throw new IllegalArgumentException(
          "%s: the result, %s[%d], shares elements with A, %s"
              .formatted(
                  lower(reduction.name()),
                  lower(result.type().name()),
                  result.columns(),
                  a.describe()));
    }
    if (reduction.needsElements() && a.columns() == 0 && a.rows() > 0) {
      throw noElements(reduction.name(), a, "a " + per + " has");
    }
  }

  private static void requireLength(
      String operation, MatrixView<?> a, String per, int needed, int length) {
    if (length != needed) {
      throw new IllegalArgumentException(
          "%s: A is %s, the result has length %d: one a %s needs %d"
              .formatted(lower(operation), a.shape(), length, per, needed));
    }
  }

  static IllegalArgumentException noElements(String operation, MatrixView<?> a, String holder) {
    return new IllegalArgumentException(
        "%s: A is %s: %s no elements".formatted(lower(operation), a.shape(), holder));
  }

  private static String lower(String operation) {
    return operation.toLowerCase(Locale.ROOT);
  }
}
