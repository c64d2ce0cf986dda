package org.warpath.api.client.query;

import java.util.Map;

/** What of the eigenpairs of a symmetric matrix is wanted. */
public final class EigsOptions extends Options<EigsOptions> {

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

  /** On another engine; auto by default. */
  public EigsOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  EigsOptions of(Map<String, Object> newValues) {
    return new EigsOptions(newValues);
  }
}
