package org.warpath.nn.onnx.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.warpath.nn.onnx.conformance.CaseResult.Outcome;

/**
 * How many cases went how.
 *
 * @param results of all cases
 */
public record ConformanceReport(List<CaseResult> results) {

  public ConformanceReport {
    results = List.copyOf(results);
  }

  /** Those that went so. */
  public List<CaseResult> of(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).toList();
  }

  /** A line for each operator: how many of its cases passed, of how many. */
  public String byOperator() {
    Map<String, int[]> counts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (CaseResult result : results) {
      int[] count = counts.computeIfAbsent(result.operator(), operator -> new int[2]);
      count[0] += result.outcome() == Outcome.PASSED ? 1 : 0;
      count[1]++;
    }
    StringBuilder text = new StringBuilder();
    counts.forEach((operator, count) ->
        text.append("%-40s %3d / %d%n".formatted(operator, count[0], count[1])));
    return text.toString();
  }

  /** {@code N passed, M failed, K out of scope}. */
  public String total() {
    return "%d passed, %d failed, %d out of scope"
        .formatted(
            of(Outcome.PASSED).size(), of(Outcome.FAILED).size(), of(Outcome.OUT_OF_SCOPE).size());
  }
}
