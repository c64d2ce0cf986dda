package org.warpath.api.client.query;

import java.util.Map;

/** What of the eigenpairs of a symmetric matrix is wanted. */
public final class EigsOptions extends Options<EigsOptions> {

  /** Where in the spectrum. */
  public enum Spectrum {
    /** The default. */
    LARGEST,
    SMALLEST,
    BOTH_ENDS,
    LARGEST_MAGNITUDE,
    SMALLEST_MAGNITUDE
  }

  private EigsOptions(Map<String, Object> values) {
    super(values);
  }

  /** Eigenvalues alone. */
  public static EigsOptions defaults() {
    return new EigsOptions(Map.of());
  }

  /** With eigenvectors, or not. */
  public EigsOptions withVectors(boolean vectors) {
    return with("vectors", vectors);
  }

  /** So many of them, at least 1; all of a dense matrix, 6 of a sparse one by default. */
  public EigsOptions withCount(int count) {
    return with("count", Range.within("count", count, 1, Integer.MAX_VALUE));
  }

  /** Those there, where not all are asked for. */
  public EigsOptions withWhich(Spectrum which) {
    return with("which", which);
  }

  /** Until a residual over the norm of the matrix is at most this; in [0, 1), 1e-9 by default. */
  public EigsOptions withTolerance(double tolerance) {
    return with("tolerance", Range.within("tolerance", tolerance, 0, 1));
  }

  /** With at most so many products of matrix and vector, at least 1; 100,000 by default. */
  public EigsOptions withMaxProducts(int products) {
    return with("maxProducts", Range.within("maxProducts", products, 1, Integer.MAX_VALUE));
  }

  /** On another engine; auto by default. */
  public EigsOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  EigsOptions of(Map<String, Object> newValues) {
    return new EigsOptions(newValues);
  }
}
