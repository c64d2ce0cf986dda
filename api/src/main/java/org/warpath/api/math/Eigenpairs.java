package org.warpath.api.math;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.factor.SymmetricEigen;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.solve.Lanczos;
import org.warpath.linalg.solve.LanczosOptions;
import org.warpath.linalg.solve.LanczosResult;
import org.warpath.linalg.solve.LinearOperator;
import org.warpath.linalg.solve.Spectrum;
import org.warpath.linalg.sparse.Csr;

/** Eigenvalues, ascending, and vectors of a symmetric matrix: all, or extreme ones by Lanczos. */
public final class Eigenpairs {
  private static final int USUAL_COUNT = 6;

  private Eigenpairs() {}

  /**
   * Which pairs, and what of them.
   *
   * @param count how many; null for 6 of a sparse matrix, all of a dense one
   * @param which at which end of the spectrum
   * @param tolerance of a residual, relative to the matrix's norm
   * @param maxProducts products with the matrix at most
   * @param vectors whether vectors are wanted
   */
  public record Options(
      @Nullable Integer count,
      Spectrum which,
      double tolerance,
      int maxProducts,
      boolean vectors) {}

  /**
   * {@code values}, and {@code vectors}, one a column, if wanted; of extreme ones also {@code
   * residuals}. What did not converge is an answer that is not complete.
   *
   * @throws IllegalArgumentException if the operand is no symmetric matrix, or an option is out of
   *     its range
   */
  public static Computation of(Operand a, Options options) {
    return switch (a) {
      case Operand.Sparse(String name, Csr matrix) -> {
        Symmetry.require(name, matrix);
        yield extreme(LinearOperator.of(matrix), options);
      }
      case Operand.Dense dense -> {
        Matrix given = dense.requireMatrix();
        Matrix matrix = Operand.as(Operand.arithmetic(given.type()), given);
        Symmetry.require(dense.name(), matrix);
        yield options.count == null
            ? all(matrix, options)
            : extreme(LinearOperator.of(matrix), options);
      }
    };
  }

  private static Computation all(Matrix matrix, Options options) {
    return (engine, _) -> {
      if (!options.vectors) {
        return MathAnswer.of("values", NpyArray.of(SymmetricEigen.values(matrix, engine)));
      }
      SymmetricEigen eigen = SymmetricEigen.of(matrix, engine);
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      arrays.put("values", NpyArray.of(eigen.values()));
      arrays.put("vectors", NpyArray.of(eigen.vectors()));
      return new MathAnswer(arrays, Map.of(), "", true);
    };
  }

  private static Computation extreme(LinearOperator operator, Options options) {
    int count = options.count == null ? Math.min(USUAL_COUNT, operator.rows()) : options.count;
    LanczosOptions lanczos =
        LanczosOptions.of(count, options.which)
            .withTolerance(options.tolerance)
            .withMaxProducts(options.maxProducts);
    return (engine, control) ->
        answer(Lanczos.solve(operator, lanczos.withControl(control), engine), options.vectors);
  }

  private static MathAnswer answer(LanczosResult result, boolean vectors) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("values", NpyArray.of(result.values()));
    if (vectors) {
      arrays.put("vectors", NpyArray.of(result.vectors()));
    }
    arrays.put("residuals", NpyArray.of(result.residuals()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("iterations", result.stats().iterations());
    facts.put("residual", result.stats().residual());
    facts.put("converged", result.converged());
    facts.put("convergedCount", result.convergedCount());
    String summary =
        "%d of %d converged after %d products with A, largest residual %.3g"
            .formatted(
                result.convergedCount(),
                result.values().length(),
                result.stats().iterations(),
                result.stats().residual());
    return new MathAnswer(arrays, facts, summary, result.converged());
  }
}
