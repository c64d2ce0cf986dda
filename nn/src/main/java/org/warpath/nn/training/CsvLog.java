package org.warpath.nn.training;

import java.io.PrintWriter;
import java.util.Map;

/**
 * Writes a line {@code iteration,value,number} for the loss and the rate of iterations, as {@code
 * loss} and {@code rate}, and for the means of tests, as {@code test.} and the value's name.
 */
public final class CsvLog implements TrainingListener {
  private final PrintWriter out;
  private final long interval;

  /**
   * A log that begins with its heading.
   *
   * @param interval how often iterations are written, at least 1: each one, each tenth, …
   */
  public CsvLog(PrintWriter out, long interval) {
    if (interval < 1) {
      throw new IllegalArgumentException("interval must be at least 1, was " + interval);
    }
    this.out = out;
    this.interval = interval;
    out.println("iteration,value,number");
  }

  @Override
  public void trained(long iteration, double loss, double rate) {
    if (iteration % interval == 0) {
      out.println(iteration + ",loss," + loss);
      out.println(iteration + ",rate," + rate);
    }
  }

  @Override
  public void tested(long iteration, Map<String, Double> means) {
    means.forEach((value, mean) -> out.println(iteration + ",test." + value + "," + mean));
    out.flush();
  }
}
