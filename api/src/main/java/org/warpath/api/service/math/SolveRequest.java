package org.warpath.api.service.math;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.math.DenseSolve;
import org.warpath.api.math.Operand;
import org.warpath.api.math.SparseSolve;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.linalg.io.NpyArray;

/** x with a · x = b, a dense, see {@link DenseSolve}, or sparse, see {@link SparseSolve}. */
record SolveRequest(
    @Nullable NpyArray a,
    @Nullable SparseOperand matrix,
    NpyArray b,
    @Nullable Method method,
    SparseSolve.@Nullable Preconditioning preconditioner,
    @Nullable Double tolerance,
    @Nullable Integer maxIterations,
    @Nullable EngineChoice engine)
    implements MathRequest {

  /** By what to solve. */
  enum Method {
    AUTO,
    LU,
    CHOLESKY,
    LSTSQ,
    CG,
    BICGSTAB,
    GMRES
  }

  // GMRES has a basis of 30 vectors, and some beside it.
  private static final double VECTORS = 45;
  // Incomplete factors, and what makes them.
  private static final double BYTES_AN_ENTRY = 64;

  SolveRequest {
    Fields.eitherOr("a", a, "matrix", matrix);
    Fields.matrix("a", a);
    Fields.required("b", b);
    Fields.finite("tolerance", tolerance);
    if (a != null) {
      Fields.absent(
          "a sparse matrix",
          List.of("preconditioner", "tolerance", "maxIterations"),
          preconditioner,
          tolerance,
          maxIterations);
      dense(method, a);
    } else {
      sparse(method);
    }
  }

  private static DenseSolve.Method dense(@Nullable Method method, NpyArray a) {
    Extent extent = Extent.of(a);
    return switch (method) {
      case LU -> DenseSolve.Method.LU;
      case CHOLESKY -> DenseSolve.Method.CHOLESKY;
      case LSTSQ -> DenseSolve.Method.LSTSQ;
      case CG, BICGSTAB, GMRES ->
          throw new IllegalArgumentException(
              "method must be auto, lu, cholesky or lstsq for a dense a; others are for a sparse matrix");
      case AUTO ->
          extent.rows() == extent.columns() ? DenseSolve.Method.LU : DenseSolve.Method.LSTSQ;
      case null -> dense(Method.AUTO, a);
    };
  }

  private static SparseSolve.@Nullable Method sparse(@Nullable Method method) {
    return switch (method) {
      case CG -> SparseSolve.Method.CG;
      case BICGSTAB -> SparseSolve.Method.BICGSTAB;
      case GMRES -> SparseSolve.Method.GMRES;
      case LU, CHOLESKY, LSTSQ ->
          throw new IllegalArgumentException(
              "method must be auto, cg, bicgstab or gmres for a sparse matrix; others are for a dense a");
      case AUTO -> null;
      case null -> null;
    };
  }

  @Override
  public long byteSize(Means means) {
    Extent sides = Extent.of(b);
    if (a != null) {
      Extent extent = Extent.of(a);
      double solutions = extent.larger() * sides.columns();
      return Extent.bytes(3 * extent.size() + 4 * solutions + 100 * extent.smaller());
    }
    SparseOperand sparse = Fields.required("matrix", matrix);
    return (long)
        (sparse.byteSize()
            + BYTES_AN_ENTRY * sparse.entryCount()
            + VECTORS * Double.BYTES * sparse.rowCount());
  }

  @Override
  public Computation computation(Means means) {
    Operand known = new Operand.Dense("b", b);
    if (a != null) {
      return DenseSolve.of(new Operand.Dense("a", a), known, dense(method, a));
    }
    return SparseSolve.of(
        Fields.required("matrix", matrix).toCsr(),
        known,
        new SparseSolve.Options(sparse(method), preconditioner, tolerance, maxIterations));
  }
}
