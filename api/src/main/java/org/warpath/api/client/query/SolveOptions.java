package org.warpath.api.client.query;

import java.util.Map;

/** How a system of linear equations is solved. */
public final class SolveOptions extends Options<SolveOptions> {

  /** How to solve. */
  public enum Method {
    /** LU for a square matrix, least squares for others, GMRES for sparse ones; the default. */
    AUTO,
    LU,
    /** For symmetric positive definite matrices. */
    CHOLESKY,
    /** Least squares. */
    LSTSQ,
    /** Conjugate gradients, for sparse symmetric positive definite matrices. */
    CG,
    /** For sparse matrices. */
    BICGSTAB,
    /** For sparse matrices. */
    GMRES
  }

  /** What makes iterations on a sparse matrix fewer. */
  public enum Preconditioner {
    NONE,
    /** The diagonal; the default, if there is no 0 in it. */
    JACOBI,
    /** Incomplete LU. */
    ILU0,
    /** Incomplete Cholesky, for symmetric positive definite matrices. */
    IC0
  }

  private SolveOptions(Map<String, Object> values) {
    super(values);
  }

  /** As the matrix suggests. */
  public static SolveOptions defaults() {
    return new SolveOptions(Map.of());
  }

  /** By this method. */
  public SolveOptions withMethod(Method method) {
    return with("method", method);
  }

  /** Of a sparse matrix: with this preconditioner. */
  public SolveOptions withPreconditioner(Preconditioner preconditioner) {
    return with("preconditioner", preconditioner);
  }

  /** Of a sparse matrix: until ‖b − a·x‖ / ‖b‖ is at most this, at least 0; 1e-10 by default. */
  public SolveOptions withTolerance(double tolerance) {
    return with("tolerance", Range.within("tolerance", tolerance, 0, Double.POSITIVE_INFINITY));
  }

  /** Of a sparse matrix: at most so many iterations, at least 0; 10,000 by default. */
  public SolveOptions withMaxIterations(int iterations) {
    return with("maxIterations", Range.within("maxIterations", iterations, 0, Integer.MAX_VALUE));
  }

  /** On another engine; auto by default. */
  public SolveOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  SolveOptions of(Map<String, Object> newValues) {
    return new SolveOptions(newValues);
  }
}
