package org.warpath.api.client.query;

import java.util.Map;

/** How a sparse matrix and a vector are multiplied. */
public final class SpmvOptions extends Options<SpmvOptions> {

  private SpmvOptions(Map<String, Object> values) {
    super(values);
  }

  /** A · x. */
  public static SpmvOptions defaults() {
    return new SpmvOptions(Map.of());
  }

  /** With the matrix transposed, or not. */
  public SpmvOptions withTranspose(boolean transpose) {
    return with("transpose", transpose);
  }

  /** On another engine; auto by default. */
  public SpmvOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  SpmvOptions of(Map<String, Object> newValues) {
    return new SpmvOptions(newValues);
  }
}
