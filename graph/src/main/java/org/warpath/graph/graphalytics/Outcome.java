package org.warpath.graph.graphalytics;

import java.util.Locale;
import java.util.Objects;

/**
 * One algorithm on one graph.
 *
 * @param graph the graph's name
 * @param algorithm its name as the graph's properties have it
 * @param verdict how it fared
 * @param seconds the algorithm's run, without reading the graph; 0 if skipped
 */
public record Outcome(String graph, String algorithm, Verdict verdict, double seconds) {
  public Outcome {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(verdict, "verdict");
  }

  /** {@code example-directed bfs: passed (0.012 s)}. */
  @Override
  public String toString() {
    String time =
        verdict instanceof Verdict.Skipped ? "" : String.format(Locale.ROOT, " (%.3f s)", seconds);
    return graph + " " + algorithm + ": " + verdict + time;
  }
}
