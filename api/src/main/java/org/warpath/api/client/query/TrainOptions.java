package org.warpath.api.client.query;

import java.util.Map;

/** How a model is trained, beside what its solver says. */
public final class TrainOptions extends Options<TrainOptions> {
  private TrainOptions(Map<String, Object> values) {
    super(values);
  }

  /** The weights become the model's own. */
  public static TrainOptions defaults() {
    return new TrainOptions(Map.of());
  }

  /** The weights become those of a new model. */
  public TrainOptions withStore(String model) {
    return with("store", model);
  }

  /** On another engine; auto by default. */
  public TrainOptions withEngine(EngineChoice engine) {
    return with("engine", engine);
  }

  @Override
  TrainOptions of(Map<String, Object> newValues) {
    return new TrainOptions(newValues);
  }
}
