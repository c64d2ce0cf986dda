package org.warpath.api.service.algorithms;

import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Names;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.EngineChoice;

/** What every algorithm's request may say; null where it says nothing. */
interface AlgorithmRequest {
  /** The largest {@link #top}. */
  int MAX_TOP = 100_000;

  @Nullable Integer top();

  @Nullable EngineChoice engine();

  @Nullable Mode mode();

  @Nullable String store();

  /** The mode where none is said. */
  default Mode defaultMode() {
    return store() == null ? Mode.TOP : Mode.STORE;
  }

  /**
   * What the answer is to hold.
   *
   * @throws Problem if the fields contradict each other or are out of range
   */
  default Output output() {
    Integer asked = top();
    int count = asked == null ? 10 : asked;
    if (count < 0 || count > MAX_TOP) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "top must be in [0, " + MAX_TOP + "], was " + count);
    }
    Mode given = mode();
    Mode mode = given == null ? defaultMode() : given;
    String name = store();
    if ((mode == Mode.STORE) != (name != null)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          name == null
              ? "mode store needs the name of a vector in the field store"
              : "the field store belongs to mode store");
    }
    if (name != null) {
      Names.require("vector", name);
    }
    return new Output(mode, count, name);
  }

  /** The engine asked for. */
  default EngineChoice engineOrAuto() {
    EngineChoice choice = engine();
    return choice == null ? EngineChoice.AUTO : choice;
  }

  /**
   * What the answer is to hold.
   *
   * @param top how many vertices, in mode top
   * @param store the vector to keep the values in, in mode store
   */
  record Output(Mode mode, int top, @Nullable String store) {}
}
