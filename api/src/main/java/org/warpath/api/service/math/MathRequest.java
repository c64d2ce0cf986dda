package org.warpath.api.service.math;

import org.jspecify.annotations.Nullable;
import org.warpath.api.math.Computation;
import org.warpath.api.service.run.EngineChoice;

/** A request for mathematics, its fields checked one by one. */
interface MathRequest {
  /** Where to compute; null for what is best here. */
  @Nullable EngineChoice engine();

  /**
   * About how many bytes off the heap computing takes beside the request's own arrays: copies,
   * working memory and results. Rather too many, as it is to refuse what cannot be had.
   *
   * @throws org.warpath.api.service.http.Problem if a graph is not there
   */
  long byteSize(Means means);

  /**
   * Looks at the operands together; what is returned computes.
   *
   * @throws IllegalArgumentException if they do not fit, or an option is out of its range
   */
  Computation computation(Means means);
}
