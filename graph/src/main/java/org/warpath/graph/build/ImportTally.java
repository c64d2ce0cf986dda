package org.warpath.graph.build;

import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.kernels.Timings;

/**
 * Counts what becomes of an input while it is read and built: importers and the builder write into
 * the same one. Safe for use by many threads.
 */
public final class ImportTally {
  private long linesRead;
  private long edgesRead;
  private final Map<String, Long> dropped = new LinkedHashMap<>();
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** Counts lines of text or rows of a dump. */
  public synchronized void addLines(long count) {
    linesRead += count;
  }

  /** Counts edges found in the input. */
  public synchronized void addEdges(long count) {
    edgesRead += count;
  }

  /** Counts edges dropped for {@code reason}; 0 leaves no trace. */
  public synchronized void drop(String reason, long count) {
    if (count > 0) {
      dropped.merge(reason, count, Long::sum);
    }
  }

  /**
   * Books the time since {@code startNanos}, a reading of {@link System#nanoTime}, to {@code
   * phase}.
   */
  public synchronized void time(String phase, long startNanos) {
    seconds.merge(phase, Timings.secondsSince(startNanos), Double::sum);
  }

  /** The report, once everything is counted. */
  public synchronized ImportReport report(long edgesKept) {
    return new ImportReport(linesRead, edgesRead, edgesKept, dropped, seconds);
  }
}
