package org.warpath.api.client.query;

import java.util.Map;

/** How a system of linear equations is solved. */
public final class SolveOptions extends Options<SolveOptions> {

  /** How to solve. */
  public enum Method {
    /** LU for a square matrix, least squares for others; the default. */
    AUTO,
    LU,
    /** For symmetric positive definite matrices. */
    CHOLESKY,
    /** Least squares. */
    LSTSQ
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

  /** On another engine; auto by default. */
  public SolveOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  SolveOptions of(Map<String, Object> newValues) {
    return new SolveOptions(newValues);
  }
}
