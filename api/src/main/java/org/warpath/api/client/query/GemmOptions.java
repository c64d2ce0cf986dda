package org.warpath.api.client.query;

import java.util.Map;

/** How matrices are multiplied: alpha · op(a) · op(b) + beta · c. */
public final class GemmOptions extends Options<GemmOptions> {

  private GemmOptions(Map<String, Object> values) {
    super(values);
  }

  /** a · b. */
  public static GemmOptions defaults() {
    return new GemmOptions(Map.of());
  }

  /** With the product scaled by this; 1 by default. */
  public GemmOptions withAlpha(double alpha) {
    return with("alpha", alpha);
  }

  /** With what is added scaled by this; 1 by default. */
  public GemmOptions withBeta(double beta) {
    return with("beta", beta);
  }

  /** With a transposed, or not. */
  public GemmOptions withTransposeA(boolean transpose) {
    return with("transposeA", transpose);
  }

  /** With b transposed, or not. */
  public GemmOptions withTransposeB(boolean transpose) {
    return with("transposeB", transpose);
  }

  /** On another engine; auto by default. */
  public GemmOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  GemmOptions of(Map<String, Object> newValues) {
    return new GemmOptions(newValues);
  }
}
