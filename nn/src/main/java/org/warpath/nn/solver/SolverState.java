package org.warpath.nn.solver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.nn.tensor.Tensor;

/**
 * Where a solver is.
 *
 * @param iteration how many updates it has made
 * @param tensors what it keeps, by {@code node.parameter.state}
 */
public record SolverState(long iteration, Map<String, Tensor> tensors) {
  public SolverState {
    if (iteration < 0) {
      throw new IllegalArgumentException("iteration must be at least 0, was " + iteration);
    }
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }
}
