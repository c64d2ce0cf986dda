package org.warpath.linalg.factor;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;

/** Whether all elements are numbers: LAPACK may run forever on others, or hide them. */
final class Finite {
  private static final long DOUBLE_EXPONENT = 0x7ff0000000000000L;
  private static final int FLOAT_EXPONENT = 0x7f800000;

  private Finite() {}

  /**
   * Refuses what is not finite.
   *
   * @param packed a copy of what is read of {@code a}, without gaps; read first, as it is faster
   * @throws IllegalArgumentException naming the first position in row order
   */
  static void require(String operation, String name, Matrix a, Matrix packed) {
    if (all(packed.type(), packed.memory())) {
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        require(operation, name, i, j, a.get(i, j));
      }
    }
  }

  /**
   * Refuses what is not finite in one triangle of a square matrix.
   *
   * @param packed a copy of that triangle with zeros for the rest, without gaps
   * @throws IllegalArgumentException naming the first position in row order
   */
  static void requireTriangle(String operation, Matrix a, Triangle triangle, Matrix packed) {
    if (all(packed.type(), packed.memory())) {
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      int first = triangle == Triangle.LOWER ? 0 : i;
      int last = triangle == Triangle.LOWER ? i : a.columns() - 1;
      for (int j = first; j <= last; j++) {
        require(operation, "A", i, j, a.get(i, j));
      }
    }
  }

  private static void require(String operation, String name, int i, int j, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s(%d, %d) is %s: every element must be finite"
              .formatted(operation, name, i, j, value));
    }
  }

  /**
   * Refuses a result that is beyond its type's range.
   *
   * @throws ArithmeticException saying so
   */
  static void requireInRange(String operation, Matrix packed) {
    if (!all(packed.type(), packed.memory())) {
      throw new ArithmeticException(
          "%s: a result is beyond the range of %s: scale the matrix"
              .formatted(operation, packed.type()));
    }
  }

  private static boolean all(ElementType type, MemorySegment memory) {
    return type == ElementType.FLOAT32 ? floats(memory) : doubles(memory);
  }

  // Only an exponent of all ones carries into the sign: no branch an element.

  private static boolean floats(MemorySegment memory) {
    int carries = 0;
    long count = memory.byteSize() / Float.BYTES;
    for (long e = 0; e < count; e++) {
      carries |= (memory.getAtIndex(JAVA_INT, e) & FLOAT_EXPONENT) + (1 << 23);
    }
    return carries >= 0;
  }

  private static boolean doubles(MemorySegment memory) {
    long carries = 0;
    long count = memory.byteSize() / Double.BYTES;
    for (long e = 0; e < count; e++) {
      carries |= (memory.getAtIndex(JAVA_LONG, e) & DOUBLE_EXPONENT) + (1L << 52);
    }
    return carries >= 0;
  }
}
