package org.warpath.api.service.math;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.Eigenpairs;
import org.warpath.api.math.Operand;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.solve.Spectrum;

/** Eigenvalues of a symmetric matrix, and vectors if asked for, see {@link Eigenpairs}. */
record EigsRequest(
    @Nullable NpyArray a,
    @Nullable SparseOperand matrix,
    @Nullable Integer count,
    @Nullable Spectrum which,
    @Nullable Double tolerance,
    @Nullable Integer maxProducts,
    @Nullable Boolean vectors,
    @Nullable EngineChoice engine)
    implements MathRequest {
  private static final double TOLERANCE = 1e-9;
  private static final int MAX_PRODUCTS = 100_000;

  EigsRequest {
    Fields.eitherOr("a", a, "matrix", matrix);
    Fields.matrix("a", a);
    if (a != null && count == null) {
      Fields.absent(
          "some eigenvalues: say how many by count",
          List.of("which", "tolerance", "maxProducts"),
          which,
          tolerance,
          maxProducts);
    }
  }

  @Override
  public long byteSize(Means means) {
    if (a != null && count == null) {
      return Extent.bytes((Fields.isTrue(vectors) ? 6 : 3) * Extent.of(a).size());
    }
    double rows = a == null ? Fields.required("matrix", matrix).rowCount() : Extent.of(a).rows();
    double wanted = Math.min(rows, Math.max(0, Fields.or(count, 6)));
    // A basis of twice as many vectors, what is made of it, and the results.
    double numbers = rows * (4 * wanted + 64);
    return matrix == null
        ? Extent.bytes(numbers + 2 * rows * rows)
        : (long) (matrix.byteSize() + numbers * Double.BYTES);
  }

  @Override
  public Computation computation(Means means) {
    Operand operand =
        a != null
            ? new Operand.Dense("a", a)
            : new Operand.Sparse("matrix", Fields.required("matrix", matrix).toCsr());
    return Eigenpairs.of(
        operand,
        new Eigenpairs.Options(
            count,
            Fields.or(which, Spectrum.LARGEST),
            Fields.or(tolerance, TOLERANCE),
            Fields.or(maxProducts, MAX_PRODUCTS),
            Fields.isTrue(vectors)));
  }
}
