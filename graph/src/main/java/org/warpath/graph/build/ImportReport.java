package org.warpath.graph.build;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of an input.
 *
 * @param linesRead lines of text (or rows of a dump) read; 0 for binary input
 * @param edgesRead edges found in the input
 * @param edgesKept arcs stored in the graph: an undirected edge counts twice
 * @param dropped how many edges were dropped, by reason, such as {@code "self-loop"}, {@code
 *     "duplicate"}, {@code "red link"}; only reasons that happened; counted in edges of the input,
 *     except duplicates, which are arcs
 * @param seconds where the time went, by phase in order: {@code "read"}, {@code "build"}, {@code
 *     "order"} …
 */
public record ImportReport(
    long linesRead,
    long edgesRead,
    long edgesKept,
    Map<String, Long> dropped,
    Map<String, Double> seconds) {

  public ImportReport {
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }

  /** All phases together, in seconds. */
  public double totalSeconds() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Edges of the input per second, over all phases. */
  public double edgesPerSecond() {
    return edgesRead / Math.max(totalSeconds(), 1e-9);
  }
}
