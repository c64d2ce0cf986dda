package org.warpath.graph.graphalytics;

import java.util.List;

/**
 * All outcomes of a validation.
 *
 * @param outcomes by graph, then in the order of the graph's properties
 */
public record GraphalyticsReport(List<Outcome> outcomes) {
  public GraphalyticsReport {
    outcomes = List.copyOf(outcomes);
  }

  /** How many algorithms agreed with their reference output. */
  public long passed() {
    return count(Verdict.Passed.class);
  }

  /** How many did not. */
  public long failed() {
    return count(Verdict.Mismatch.class);
  }

  /** How many were not run. */
  public long skipped() {
    return count(Verdict.Skipped.class);
  }

  private long count(Class<? extends Verdict> kind) {
    return outcomes.stream().filter(outcome -> kind.isInstance(outcome.verdict())).count();
  }

  /** {@code 12 passed, 0 failed, 240 skipped}. */
  @Override
  public String toString() {
    return passed() + " passed, " + failed() + " failed, " + skipped() + " skipped";
  }
}
