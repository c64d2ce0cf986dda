package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.export.VertexVector;
import org.warpath.kernels.RunStats;

/**
 * What a run gave.
 *
 * @param stats engine, iterations, residual, times
 * @param errorBound at most how far the values are from the exact ones; 0 if they are exact
 * @param conventions what exactly was computed, in a sentence
 * @param summary the algorithm's own figures
 * @param path the path asked for; null if none was
 * @param parts a vector of values; several for a batch
 */
public record AlgorithmResult(
    RunStats stats,
    double errorBound,
    String conventions,
    ObjectNode summary,
    @Nullable ObjectNode path,
    List<Part> parts) {

  public AlgorithmResult {
    parts = List.copyOf(parts);
  }

  /**
   * Values of all vertices.
   *
   * @param stats the part's own iterations and residual
   * @param errorBound the part's own
   * @param values one a vertex
   * @param top which vertices come first
   */
  public record Part(RunStats stats, double errorBound, VertexVector values, Ranking top) {}

  /** A result of one vector. */
  static AlgorithmResult of(
      RunStats stats,
      double errorBound,
      String conventions,
      ObjectNode summary,
      @Nullable ObjectNode path,
      VertexVector values,
      Ranking top) {
    return new AlgorithmResult(
        stats,
        errorBound,
        conventions,
        summary,
        path,
        List.of(new Part(stats, errorBound, values, top)));
  }

  /** The values of a result that is no batch. */
  public VertexVector values() {
    return parts.getFirst().values();
  }

  /** The memory it takes, in bytes. */
  long byteSize() {
    long bytes = 1024;
    for (Part part : parts) {
      bytes += part.values().values().byteSize();
    }
    return bytes;
  }
}
