package org.warpath.linalg.factor;

import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;

/**
 * A symmetric operand.
 *
 * @param lower a row-major copy of the lower triangle, or of the upper one transposed; zeros above
 * @param threads how many may work on it
 */
record Symmetric(Matrix lower, int threads) {

  /** Reads one triangle of {@code a}, which must be square, real and finite. */
  static Symmetric of(String operation, Matrix a, Triangle triangle, Engine engine) {
    Operands.requireReal(operation, a.type());
    Operands.requireSquare(operation, a);
    int threads = Operands.threads(engine);
    Matrix lower = Packing.rowMajor(triangle == Triangle.LOWER ? a : a.transposed(), threads);
    Triangles.clearUpper(lower);
    Finite.requireTriangle(operation, a, triangle, lower);
    return new Symmetric(lower, threads);
  }
}
