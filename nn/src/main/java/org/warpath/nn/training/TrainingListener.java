package org.warpath.nn.training;

import java.io.IOException;
import java.util.Map;

/** Is told how a training goes, on its own thread; should return quickly. */
public interface TrainingListener {

  /** Nobody listens. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * After each iteration.
   *
   * @param iteration how many there have been
   * @param loss of the batch, before the update
   * @param rate the learning rate of the update
   */
  default void trained(long iteration, double loss, double rate) {}

  /**
   * After each test.
   *
   * @param iteration how many iterations there have been
   * @param means of the test's values, in its order
   */
  default void tested(long iteration, Map<String, Double> means) {}

  /**
   * Before each snapshot: what belongs to it can be kept beside it.
   *
   * @param iteration how many iterations there have been
   * @throws IOException if that fails; the run ends with it
   */
  default void beforeSnapshot(long iteration) throws IOException {}
}
