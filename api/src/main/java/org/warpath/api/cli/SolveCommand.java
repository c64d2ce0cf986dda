package org.warpath.api.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.factor.LeastSquares;
import org.warpath.linalg.factor.Lu;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath solve}. */
@Command(
    name = "solve",
    description = {
      "Solves A·x = b: a dense A by LU with pivots (least squares by --least-squares), a sparse one iteratively.",
      "Exit code 1 if an iterative method did not converge; what it reached is written all the same."
    },
    mixinStandardHelpOptions = true)
final class SolveCommand extends MathCommand {
  /** Iterative methods. */
  enum Method {
    CG,
    BICGSTAB,
    GMRES
  }

  /** Preconditioners. */
  enum Preconditioning {
    NONE,
    JACOBI,
    ILU0,
    IC0
  }

  @Parameters(index = "0", paramLabel = "A", description = Operand.FORMATS)
  private Path a;

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "the right-hand side; for a dense A also a matrix of several, one a column")
  private Path b;

  @Option(
      names = "--least-squares",
      description = "for a dense A of any shape: the shortest x that minimises ‖b − A·x‖")
  private boolean leastSquares;

  @Option(
      names = "--method",
      paramLabel = "M",
      description =
          "for a sparse A: ${COMPLETION-CANDIDATES} (default: GMRES; CG needs A symmetric"
              + " and positive definite)")
  private @Nullable Method method;

  @Option(
      names = "--preconditioner",
      paramLabel = "P",
      description =
          "for a sparse A: ${COMPLETION-CANDIDATES} (default: JACOBI if the diagonal has"
              + " no 0, else NONE)")
  private @Nullable Preconditioning preconditioning;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "for a sparse A: ‖b − A·x‖ / ‖b‖ (default: 1e-10; float32: 1e-5)")
  private @Nullable Double tolerance;

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      description = "for a sparse A (default: 10000)")
  private @Nullable Integer maxIterations;

  @Override
  Computation read() throws IOException {
    Operand right = Operand.read(b);
    return switch (Operand.read(a)) {
      case Operand.Dense dense -> {
        refuseForDense("--method", method);
        refuseForDense("--preconditioner", preconditioning);
        refuseForDense("--tolerance", tolerance);
        refuseForDense("--max-iterations", maxIterations);
        yield direct(dense.requireMatrix(), right);
      }
      case Operand.Sparse sparse -> {
        if (leastSquares) {
          throw new IllegalArgumentException(
              "--least-squares is for a dense A, " + sparse.file() + " is sparse");
        }
        yield iterative(sparse.matrix(), right.requireVector());
      }
    };
  }

  private static void refuseForDense(String option, @Nullable Object value) {
    if (value != null) {
      throw new IllegalArgumentException(option + " is for a sparse A, this one is dense");
    }
  }

  private Computation direct(Matrix given, Operand right) {
    boolean vector = right.requireArray().dimensions() == 1;
    Matrix sides = right.requireMatrix();
    ElementType type = Operand.arithmetic(given.type(), sides.type());
    Matrix matrix = Operand.as(type, given);
    Matrix known = Operand.as(type, sides);
    return engine ->
        leastSquares
            ? fitted(LeastSquares.solve(matrix, known, engine), vector)
            : exact(matrix, known, vector, engine);
  }

  private static MathAnswer exact(Matrix matrix, Matrix known, boolean vector, Engine engine) {
    Lu lu = Lu.of(matrix, engine);
    Matrix x = lu.solve(known);
    double condition = lu.reciprocalCondition();
    return new MathAnswer(
        Map.of("x", array(x, vector)),
        object -> Json.put(object, "reciprocalCondition", condition),
        out -> out.printf("reciprocal condition %.3g%n", condition),
        true);
  }

  private static MathAnswer fitted(LeastSquares fit, boolean vector) {
    return new MathAnswer(
        Map.of("x", array(fit.solution(), vector)),
        object -> object.put("rank", fit.rank()),
        out -> out.printf("rank %d%n", fit.rank()),
        true);
  }

  private static NpyArray array(Matrix x, boolean vector) {
    return vector ? NpyArray.of(x.column(0)) : NpyArray.of(x);
  }

  private Computation iterative(Csr given, Vector right) {
    ElementType type = Operand.arithmetic(given.type(), right.type());
    Csr matrix =
        given.type() == type
            ? given
            : CsrArithmetic.as(type, given, Arena.ofAuto(), Engine.cpu().threads());
    Vector known = Operand.as(type, right);
    double precision = type == ElementType.FLOAT64 ? 1e-10 : 1e-5;
    SolverOptions options =
        SolverOptions.defaults()
            .withRelativeTolerance(tolerance == null ? precision : tolerance)
            .withMaxIterations(maxIterations == null ? 10_000 : maxIterations);
    Method chosen = method == null ? Method.GMRES : method;
    return engine -> {
      Preconditioning helper = preconditioning(matrix);
      SolverOptions complete = options.withPreconditioner(preconditioner(helper, matrix));
      LinearOperator operator = LinearOperator.of(matrix);
      SolverResult result =
          ConsoleProgress.watch(
              name(),
              control -> run(chosen, operator, known, complete.withControl(control), engine));
      return answer(chosen, helper, result);
    };
  }

  private Preconditioning preconditioning(Csr matrix) {
    if (preconditioning != null) {
      return preconditioning;
    }
    return hasZeroOnDiagonal(matrix) ? Preconditioning.NONE : Preconditioning.JACOBI;
  }

  private static @Nullable Preconditioner preconditioner(Preconditioning kind, Csr matrix) {
    return switch (kind) {
      case NONE -> null;
      case JACOBI -> Jacobi.of(matrix);
      case ILU0 -> Ilu0.of(matrix);
      case IC0 -> Ic0.of(matrix);
    };
  }

  private static boolean hasZeroOnDiagonal(Csr matrix) {
    Vector diagonal = CsrArithmetic.diagonal(matrix, Arena.ofAuto());
    for (int i = 0; i < diagonal.length(); i++) {
      if (diagonal.get(i) == 0) {
        return true;
      }
    }
    return false;
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
    return new MathAnswer(
        Map.of("x", NpyArray.of(result.x())),
        object -> {
          object.put("method", method.name());
          object.put("preconditioner", preconditioning.name());
          object.put("iterations", result.iterations());
          Json.put(object, "residual", result.residual());
          object.put("converged", result.converged());
          object.put("reason", result.reason().name());
        },
        out ->
            out.printf(
                "%s, preconditioner %s: %s after %d iterations, residual %.3g of the right-hand side%n",
                method,
                preconditioning,
                result.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                result.iterations(),
                result.residual()),
        result.converged());
  }
}
