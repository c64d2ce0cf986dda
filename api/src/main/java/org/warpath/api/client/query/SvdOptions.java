package org.warpath.api.client.query;

import java.util.Map;

/** What of a singular value decomposition is wanted. */
public final class SvdOptions extends Options<SvdOptions> {

  /** Which singular vectors. */
  public enum Vectors {
    /** None; the default. */
    NONE,
    /** As many as there are singular values. */
    THIN,
    /** All: m left ones and n right ones. */
    FULL
  }

  private SvdOptions(Map<String, Object> values) {
    super(values);
  }

  /** Singular values alone. */
  public static SvdOptions defaults() {
    return new SvdOptions(Map.of());
  }

  /** With vectors, or not. */
  public SvdOptions withVectors(Vectors vectors) {
    return with("vectors", vectors);
  }

  /** On another engine; auto by default. */
  public SvdOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  SvdOptions of(Map<String, Object> newValues) {
    return new SvdOptions(newValues);
  }
}
