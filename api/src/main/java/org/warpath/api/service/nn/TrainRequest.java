package org.warpath.api.service.nn;

import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Names;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.EngineChoice;

/**
 * How a model is to be trained.
 *
 * @param solver the solver's definition; null where it is in a file
 * @param data a folder of images in the import folder; null where they were uploaded
 * @param store a new model for the weights; null for the model itself
 * @param engine where; what auto means if null
 */
record TrainRequest(
    @Nullable String solver,
    @Nullable String data,
    @Nullable String store,
    @Nullable EngineChoice engine) {
  static final int LONGEST_SOLVER = 100_000;

  TrainRequest {
    if (store != null) {
      Names.require("model", store);
    }
  }

  /** Refuses a request that came as JSON alone and does not say everything. */
  void requireWhole() {
    if (solver == null || solver.isEmpty() || data == null || data.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "expected solver, a solver's definition, and data, a folder in the import folder");
    }
    requireShort(solver.length());
  }

  static void requireShort(long length) {
    if (length > LONGEST_SOLVER) {
      throw new Problem(
          ProblemType.TOO_LARGE,
          "solver must have at most %d characters, has %d".formatted(LONGEST_SOLVER, length));
    }
  }

  /** The same without the solver, which is in a file. */
  TrainRequest withoutSolver() {
    return new TrainRequest(null, data, store, engine);
  }

  EngineChoice engineChoice() {
    return engine == null ? EngineChoice.AUTO : engine;
  }
}
