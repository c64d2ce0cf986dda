package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.DenseSolve;
import org.warpath.api.math.Operand;
import org.warpath.api.math.SparseSolve;
import org.warpath.linalg.sparse.Csr;
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
  @Parameters(index = "0", paramLabel = "A", description = OperandFile.FORMATS)
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
  private SparseSolve.@Nullable Method method;

  @Option(
      names = "--preconditioner",
      paramLabel = "P",
      description =
          "for a sparse A: ${COMPLETION-CANDIDATES} (default: JACOBI if the diagonal has"
              + " no 0, else NONE)")
  private SparseSolve.@Nullable Preconditioning preconditioning;

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
    Operand right = OperandFile.read(b);
    return switch (OperandFile.read(a)) {
      case Operand.Dense dense -> {
        refuseForDense("--method", method);
        refuseForDense("--preconditioner", preconditioning);
        refuseForDense("--tolerance", tolerance);
        refuseForDense("--max-iterations", maxIterations);
        yield DenseSolve.of(
            dense, right, leastSquares ? DenseSolve.Method.LSTSQ : DenseSolve.Method.LU);
      }
      case Operand.Sparse(String name, Csr matrix) -> {
        if (leastSquares) {
          throw new IllegalArgumentException(
              "--least-squares is for a dense A, " + name + " is sparse");
        }
        yield SparseSolve.of(
            matrix,
            right,
            new SparseSolve.Options(method, preconditioning, tolerance, maxIterations));
      }
    };
  }

  private static void refuseForDense(String option, @Nullable Object value) {
    if (value != null) {
      throw new IllegalArgumentException(option + " is for a sparse A, this one is dense");
    }
  }
}
