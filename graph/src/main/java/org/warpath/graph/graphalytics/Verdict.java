package org.warpath.graph.graphalytics;

/** How one algorithm fared on one graph. */
public sealed interface Verdict {

  /** Every vertex has the value of the reference output, as far as the benchmark's rule asks. */
  record Passed() implements Verdict {
    @Override
    public String toString() {
      return "passed";
    }
  }

  /**
   * Some vertex has not.
   *
   * @param vertex id of the first one
   * @param expected the reference output's value
   * @param got ours
   */
  record Mismatch(long vertex, String expected, String got) implements Verdict {
    @Override
    public String toString() {
      return "FAILED: vertex " + vertex + " expected " + expected + ", got " + got;
    }
  }

  /**
   * It was not run.
   *
   * @param reason why
   */
  record Skipped(String reason) implements Verdict {
    @Override
    public String toString() {
      return "skipped: " + reason;
    }
  }
}
