package org.warpath.api.client.answer;

import java.util.List;
import java.util.Map;

/**
 * What came of a training.
 *
 * @param model where the weights are
 * @param version of that model
 * @param engine what computed it
 * @param iterations how many there were, those before it was resumed among them
 * @param losses means over equal intervals, 1000 or some more at most
 * @param tests what tests gave
 * @param seconds how long it took since it was begun or resumed
 */
public record TrainingAnswer(
    String model,
    long version,
    String engine,
    long iterations,
    List<Loss> losses,
    List<Test> tests,
    double seconds) {

  /**
   * A mean loss.
   *
   * @param iteration the last of its interval, from 1
   * @param loss the mean
   */
  public record Loss(long iteration, double loss) {}

  /**
   * A test.
   *
   * @param iteration how many there had been
   * @param values means over the test's batches, such as accuracy and loss
   */
  public record Test(long iteration, Map<String, Double> values) {}
}
