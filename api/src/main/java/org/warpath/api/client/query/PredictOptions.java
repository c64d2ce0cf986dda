package org.warpath.api.client.query;

import java.util.Map;

/** What of a prediction is wanted. */
public final class PredictOptions extends Options<PredictOptions> {
  private PredictOptions(Map<String, Object> values) {
    super(values);
  }

  /** The first output. */
  public static PredictOptions defaults() {
    return new PredictOptions(Map.of());
  }

  /** Another output. */
  public PredictOptions withOutput(String output) {
    return with("output", output);
  }

  /** Also the largest numbers of each example, so many: 0 to 1000; none by default. */
  public PredictOptions withTop(int top) {
    return with("top", top);
  }

  /** On another engine; auto by default. */
  public PredictOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  PredictOptions of(Map<String, Object> newValues) {
    return new PredictOptions(newValues);
  }
}
