package org.warpath.api.service.run;

import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** What a run does. */
@FunctionalInterface
public interface Work<T> {
  /**
   * Does it.
   *
   * @param engine where to compute
   * @param control to be told of progress, and asked whether to go on
   */
  T run(Engine engine, RunControl control) throws Exception;
}
