package org.warpath.api.cli.nn;

import java.util.List;
import java.util.Map;
import org.warpath.nn.training.TrainingListener;

/** Several that listen to one training. */
final class Listeners implements TrainingListener {
  private final List<TrainingListener> all;

  Listeners(TrainingListener... all) {
    this.all = List.of(all);
  }

  @Override
  public void trained(long iteration, double loss, double rate) {
    all.forEach(listener -> listener.trained(iteration, loss, rate));
  }

  @Override
  public void tested(long iteration, Map<String, Double> means) {
    all.forEach(listener -> listener.tested(iteration, means));
  }
}
