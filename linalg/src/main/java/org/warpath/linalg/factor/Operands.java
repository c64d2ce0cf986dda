package org.warpath.linalg.factor;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/** What operands of factorizations must be; every message holds the shapes. */
final class Operands {

  private Operands() {}

  static void requireReal(String operation, ElementType type) {
    if (type.isHalf()) {
      throw new IllegalArgumentException(
          operation + ": elements must be float32 or float64, were " + type + "; see Matrix.as");
    }
  }

  static void requireSquare(String operation, Matrix a) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException(
          operation + ": A must be square, is " + a.rows() + "×" + a.columns());
    }
  }

  /** B[rows×k] fits A[rows×…] in rows and type. */
  static void requireRightSide(
      String operation, ElementType type, String shape, int rows, Matrix b) {
    if (b.type() != type) {
      throw new IllegalArgumentException(
          "%s: operands must have one type, had %s and %s".formatted(operation, type, b.type()));
    }
    if (b.rows() != rows) {
      throw new IllegalArgumentException(
          "%s: A is %s, B is %s: B needs %d rows".formatted(operation, shape, b.shape(), rows));
    }
  }

  /** A relative tolerance. */
  static void requireTolerance(String operation, double tolerance) {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          operation + ": tolerance must be in [0, 1), was " + tolerance);
    }
  }

  /** How many threads of the host an engine has for what only the host does. */
  static int threads(Engine engine) {
    return switch (engine) {
      case Engine.Cpu cpu -> cpu.threads();
      case Engine.Cuda _ -> Engine.cpu().threads();
    };
  }

  /** The distance from 1 to the next number. */
  static double epsilon(ElementType type) {
    return type == ElementType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
  }

  /** The tolerance for ranks that NumPy takes: max(m, n) · ε, relative to the largest value. */
  static double rankTolerance(ElementType type, int rows, int columns) {
    return Math.min(0.5, Math.max(rows, columns) * epsilon(type));
  }

  /** The same vector, over memory that cannot be written. */
  static Vector readOnly(Vector x) {
    return new Vector(x.type(), x.memory().asReadOnly(), x.length(), x.stride());
  }

  /** The same matrix, over memory that cannot be written. */
  static Matrix readOnly(Matrix a) {
    return new Matrix(
        a.type(), a.memory().asReadOnly(), a.rows(), a.columns(), a.rowStride(), a.columnStride());
  }
}
