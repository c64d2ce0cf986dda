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
    requireWritable(operation, result);
    if (!operand.isSameView(result) && operand.overlaps(result)) {
      throw new IllegalArgumentException(
          "%s: the result, %s, shares elements with %s, %s, but is another view"
              .formatted(lower(operation), result.describe(), name, operand.describe()));
    }
  }

  /** Each of {@code count} rows or columns of A gives one element of the result, given as a row. */
  static <M extends MatrixView<M>> void requireFit(
      Reduction reduction, M a, String per, int count, int elementsOfEach, M result) {
    requireLength(reduction.name(), a, per, count, result.columns());
    requireWritable(reduction.name(), result);
    if (a.overlaps(result)) {
      throw new IllegalArgumentException(
          "%s: the result, %s[%d], shares elements with A, %s"
              .formatted(
                  lower(reduction.name()),
                  lower(result.type().name()),
                  result.columns(),
                  a.describe()));
    }
    if (reduction.needsElements()) {
      requireElementsInEach(reduction.name(), a, per, count, elementsOfEach);
    }
  }

  private static void requireWritable(String operation, MatrixView<?> result) {
    if (result.isReadOnly()) {
      throw new IllegalArgumentException(
          "%s: the memory of the result, %s, is read-only"
              .formatted(lower(operation), result.describe()));
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

  static void requireElements(String operation, MatrixView<?> a) {
    if (a.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: A is %s: there is no element".formatted(lower(operation), a.shape()));
    }
  }

  static void requireElementsInEach(
      String operation, MatrixView<?> a, String per, int count, int elementsOfEach) {
    if (count > 0 && elementsOfEach == 0) {
      throw new IllegalArgumentException(
          "%s: A is %s: a %s has no element".formatted(lower(operation), a.shape(), per));
    }
  }

  private static String lower(String operation) {
    return operation.toLowerCase(Locale.ROOT);
  }
}
