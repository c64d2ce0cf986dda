package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.factor.SymmetricEigen;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.solve.Lanczos;
import org.warpath.linalg.solve.LanczosOptions;
import org.warpath.linalg.solve.LanczosResult;
import org.warpath.linalg.solve.LinearOperator;
import org.warpath.linalg.solve.Spectrum;
import org.warpath.linalg.sparse.Csr;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code warpath eigs}. */
@Command(
    name = "eigs",
    description = {
      "Eigenvalues, ascending, and vectors of a symmetric matrix: all of a dense one, or K extreme ones by Lanczos.",
      "A .npz file gets values and vectors (one a column); any other the values alone."
    },
    mixinStandardHelpOptions = true)
final class EigsCommand extends MathCommand {
  @Parameters(index = "0", paramLabel = "A", description = "a symmetric matrix: " + Operand.FORMATS)
  private Path a;

  @Option(names = "-k", paramLabel = "K", description = "how many (default: 6; dense: all)")
  private @Nullable Integer count;

  @Option(
      names = "--which",
      paramLabel = "WHICH",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Spectrum which = Spectrum.LARGEST;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "of a residual, relative to the matrix's norm (default: 1e-9)")
  private double tolerance = 1e-9;

  @Option(
      names = "--max-products",
      paramLabel = "N",
      description = "products with A at most (default: ${DEFAULT-VALUE})")
  private int maxProducts = 100_000;

  @Override
  Computation read() throws IOException {
    return switch (Operand.read(a)) {
      case Operand.Sparse(Path file, Csr matrix) -> {
        Symmetry.require(file, matrix);
        yield engine -> lanczos(LinearOperator.of(matrix), engine);
      }
      case Operand.Dense dense -> {
        Matrix given = dense.requireMatrix();
        Matrix matrix = Operand.as(Operand.arithmetic(given.type()), given);
        Symmetry.require(a, matrix);
        yield engine ->
            count == null ? all(matrix, engine) : lanczos(LinearOperator.of(matrix), engine);
      }
    };
  }

  private static MathAnswer all(Matrix matrix, Engine engine) {
    SymmetricEigen eigen = SymmetricEigen.of(matrix, engine);
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("values", NpyArray.of(eigen.values()));
    arrays.put("vectors", NpyArray.of(eigen.vectors()));
    return new MathAnswer(arrays, _ -> {}, _ -> {}, true);
  }

  private MathAnswer lanczos(LinearOperator operator, Engine engine) {
    LanczosOptions options =
        LanczosOptions.of(count == null ? Math.min(6, operator.rows()) : count, which)
            .withTolerance(tolerance)
            .withMaxProducts(maxProducts);
    LanczosResult result =
        ConsoleProgress.watch(
            name(), control -> Lanczos.solve(operator, options.withControl(control), engine));
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("values", NpyArray.of(result.values()));
    arrays.put("vectors", NpyArray.of(result.vectors()));
    arrays.put("residuals", NpyArray.of(result.residuals()));
    return new MathAnswer(
        arrays,
        object -> {
          object.put("iterations", result.stats().iterations());
          Json.put(object, "residual", result.stats().residual());
          object.put("converged", result.converged());
          object.put("convergedCount", result.convergedCount());
        },
        out ->
            out.printf(
                "%d of %d converged after %d products with A, largest residual %.3g%n",
                result.convergedCount(),
                result.values().length(),
                result.stats().iterations(),
                result.stats().residual()),
        result.converged());
  }
}
