package org.warpath.api.service.nn;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.linalg.io.NpyArray;

/**
 * What a model is asked, as JSON has it.
 *
 * @param inputs arrays by the input's name
 * @param output which output to give; the first if null
 * @param top how many of the largest numbers to list; none if null
 * @param engine where; what auto means if null
 */
record PredictRequest(
    @Nullable Map<String, NpyArray> inputs,
    @Nullable String output,
    @Nullable Integer top,
    @Nullable EngineChoice engine) {
  static final int MOST_TOP = 1000;

  PredictRequest {
    if (inputs == null || inputs.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "expected inputs, an object of arrays by the input's name");
    }
    if (top != null && (top < 0 || top > MOST_TOP)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "top must be a whole number from 0 to %d, was %d".formatted(MOST_TOP, top));
    }
  }
}
