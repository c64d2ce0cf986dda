package org.warpath.api.math;

import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.factor.Cholesky;
import org.warpath.linalg.factor.LeastSquares;
import org.warpath.linalg.factor.Lu;
import org.warpath.linalg.io.NpyArray;

/** A·x = b of a dense A, by a factorization. */
public final class DenseSolve {
  private DenseSolve() {}

  /** Which factorization. */
  public enum Method {
    /** With pivots; of any regular matrix. */
    LU,
    /** Of symmetric positive definite matrices. */
    CHOLESKY,
    /** Least squares: of a matrix of any shape and rank the shortest x that minimises ‖b − A·x‖. */
    LSTSQ
  }

  /**
   * The solution, of float32 if both operands are at most that, else float64.
   *
   * @param b the right-hand side, or a matrix of several, one a column
   * @throws IllegalArgumentException if an operand is no matrix, or, for Cholesky, A is not
   *     symmetric
   */
  public static Computation of(Operand a, Operand b, Method method) {
    boolean vector = b.requireArray().dimensions() == 1;
    Matrix given = a.requireMatrix();
    Matrix sides = b.requireMatrix();
    ElementType type = Operand.arithmetic(given.type(), sides.type());
    Matrix matrix = Operand.as(type, given);
    Matrix known = Operand.as(type, sides);
    if (method == Method.CHOLESKY) {
      // It would silently read one half.
      Symmetry.require(a.name(), matrix);
    }
    return (engine, _) -> solve(matrix, known, vector, method, engine).with("method", method);
  }

  private static MathAnswer solve(
      Matrix matrix, Matrix known, boolean vector, Method method, Engine engine) {
    return switch (method) {
      case LU -> {
        Lu lu = Lu.of(matrix, engine);
        yield exact(lu.solve(known), vector, lu.reciprocalCondition());
      }
      case CHOLESKY -> {
        Cholesky cholesky = Cholesky.of(matrix, engine);
        yield exact(cholesky.solve(known), vector, cholesky.reciprocalCondition());
      }
      case LSTSQ -> {
        LeastSquares fit = LeastSquares.solve(matrix, known, engine);
        yield answer(fit.solution(), vector)
            .with("rank", fit.rank())
            .withSummary("rank " + fit.rank());
      }
    };
  }

  private static MathAnswer exact(Matrix x, boolean vector, double condition) {
    return answer(x, vector)
        .with("reciprocalCondition", condition)
        .withSummary("reciprocal condition %.3g".formatted(condition));
  }

  private static MathAnswer answer(Matrix x, boolean vector) {
    NpyArray array = vector ? NpyArray.of(x.column(0)) : NpyArray.of(x);
    return new MathAnswer(Map.of("x", array), Map.of(), "", true);
  }
}
