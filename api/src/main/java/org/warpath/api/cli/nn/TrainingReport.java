package org.warpath.api.cli.nn;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import org.warpath.nn.training.TrainingListener;

/** Tells a person how a training goes, a line at a time. */
final class TrainingReport implements TrainingListener {
  private final PrintWriter out;
  private final int display;

  /** Tells of each {@code display}-th iteration, and of tests; of tests alone if it is 0. */
  TrainingReport(PrintWriter out, int display) {
    this.out = out;
    this.display = display;
  }

  @Override
  public void trained(long iteration, double loss, double rate) {
    if (display > 0 && iteration % display == 0) {
      out.printf("iteration %d: loss %.4f, rate %.3g%n", iteration, loss, rate);
      out.flush();
    }
  }

  @Override
  public void tested(long iteration, Map<String, Double> means) {
    out.printf("test at %d: %s%n", iteration, line(means));
    out.flush();
  }

  /** Such as {@code accuracy 0.9905, loss 0.02976}. */
  static String line(Map<String, Double> means) {
    return means.entrySet().stream()
        .map(mean -> "%s %.4g".formatted(mean.getKey(), mean.getValue()))
        .collect(Collectors.joining(", "));
  }
}
