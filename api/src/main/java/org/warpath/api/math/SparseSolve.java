package org.warpath.api.math;

import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.solve.BiCgStab;
import org.warpath.linalg.solve.ConjugateGradient;
import org.warpath.linalg.solve.Gmres;
import org.warpath.linalg.solve.Ic0;
import org.warpath.linalg.solve.Ilu0;
import org.warpath.linalg.solve.Jacobi;
import org.warpath.linalg.solve.LinearOperator;
import org.warpath.linalg.solve.Preconditioner;
import org.warpath.linalg.solve.SolverOptions;
import org.warpath.linalg.solve.SolverResult;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrArithmetic;

/** A·x = b of a sparse A, by iteration. */
public final class SparseSolve {
  private SparseSolve() {}

  /** Iterative methods. */
  public enum Method {
    /** Of symmetric positive definite matrices. */
    CG,
    BICGSTAB,
    GMRES
  }

  /** Preconditioners. */
  public enum Preconditioning {
    NONE,
    JACOBI,
    ILU0,
    IC0
  }

  /**
   * How to iterate; null is for what suits the operands.
   *
   * @param method GMRES if null
   * @param preconditioner the diagonal if null, unless that has a 0
   * @param tolerance ‖b − A·x‖ / ‖b‖ at the end, at least 0; if null 1e-10, for float32 1e-5
   * @param maxIterations at least 0; 10,000 if null
   */
  public record Options(
      @Nullable Method method,
      @Nullable Preconditioning preconditioner,
      @Nullable Double tolerance,
      @Nullable Integer maxIterations) {}

  /**
   * The solution, of float32 if both operands are at most that, else float64. What did not converge
   * is an answer that is not complete.
   *
   * @param b the right-hand side
   * @throws IllegalArgumentException if {@code b} is no vector, or an option is out of its range
   */
  public static Computation of(Csr given, Operand b, Options options) {
    Vector right = b.requireVector();
    ElementType type = Operand.arithmetic(given.type(), right.type());
    Csr matrix =
        given.type() == type
            ? given
            : CsrArithmetic.as(type, given, Arena.ofAuto(), Engine.cpu().threads());
    Vector known = Operand.as(type, right);
    double precision = type == ElementType.FLOAT64 ? 1e-10 : 1e-5;
    SolverOptions solver =
        SolverOptions.defaults()
            .withRelativeTolerance(options.tolerance == null ? precision : options.tolerance)
            .withMaxIterations(options.maxIterations == null ? 10_000 : options.maxIterations);
    Method method = options.method == null ? Method.GMRES : options.method;
    return (engine, control) -> {
      Preconditioning kind =
          options.preconditioner == null ? usual(matrix) : options.preconditioner;
      SolverOptions complete =
          solver.withPreconditioner(preconditioner(kind, matrix)).withControl(control);
      return answer(method, kind, run(method, LinearOperator.of(matrix), known, complete, engine));
    };
  }

  private static Preconditioning usual(Csr matrix) {
    Vector diagonal = CsrArithmetic.diagonal(matrix, Arena.ofAuto());
    for (int i = 0; i < diagonal.length(); i++) {
      if (diagonal.get(i) == 0) {
        return Preconditioning.NONE;
      }
    }
    return Preconditioning.JACOBI;
  }

  private static @Nullable Preconditioner preconditioner(Preconditioning kind, Csr matrix) {
    return switch (kind) {
      case NONE -> null;
      case JACOBI -> Jacobi.of(matrix);
      case ILU0 -> Ilu0.of(matrix);
      case IC0 -> Ic0.of(matrix);
    };
  }

  private static SolverResult run(
      Method method, LinearOperator operator, Vector known, SolverOptions options, Engine engine) {
    return switch (method) {
      case CG -> ConjugateGradient.solve(operator, known, options, engine);
      case BICGSTAB -> BiCgStab.solve(operator, known, options, engine);
      case GMRES -> Gmres.solve(operator, known, options, engine);
    };
  }

  private static MathAnswer answer(
      Method method, Preconditioning preconditioning, SolverResult result) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("method", method);
    facts.put("preconditioner", preconditioning);
    facts.put("iterations", result.iterations());
    facts.put("residual", result.residual());
    facts.put("converged", result.converged());
    facts.put("reason", result.reason());
    String summary =
        "%s, preconditioner %s: %s after %d iterations, residual %.3g of the right-hand side"
            .formatted(
                method,
                preconditioning,
                result.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                result.iterations(),
                result.residual());
    return new MathAnswer(Map.of("x", NpyArray.of(result.x())), facts, summary, result.converged());
  }
}
