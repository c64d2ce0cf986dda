package org.warpath.graph.device;

import org.warpath.graph.Graph;

/**
 * The floor of an algorithm: the bytes that it must move to and from memory at least, each array
 * once. Divided by the memory's bandwidth it is the least time any implementation can take.
 */
public final class Traffic {
  private Traffic() {}

  /**
   * One iteration: columns (4 bytes an arc, 8 with weights), in-offsets (8 a vertex), and a vector
   * of what each vertex sends, read and written, and its out-degree, read. Ranks scattered over
   * memory are assumed to be gathered from the cache.
   *
   * @param rankBytes 4 in float32, 8 in float64
   */
  public static double pageRankIteration(Graph graph, int rankBytes, boolean weighted) {
    return pageRankIteration(graph.vertexCount(), graph.edgeCount(), rankBytes, weighted);
  }

  /** As above, for a graph of that size. */
  public static double pageRankIteration(
      int vertexCount, long edgeCount, int rankBytes, boolean weighted) {
    double vertexBytes = Long.BYTES + 2 * rankBytes + Integer.BYTES;
    return arcs(edgeCount, weighted) + vertexCount * vertexBytes;
  }

  /** Each out-row once, and a depth and a parent written. */
  public static double bfs(Graph graph) {
    return arcs(graph, false) + graph.vertexCount() * (double) (Long.BYTES + 2 * Integer.BYTES);
  }

  /** Each out-row with its weights once, and a label and a parent written. */
  public static double paths(Graph graph) {
    return arcs(graph, graph.weighted())
        + graph.vertexCount() * (double) (Long.BYTES + 2 * Integer.BYTES);
  }

  /** Each out-row once, and a label written. */
  public static double wcc(Graph graph) {
    return arcs(graph, false) + graph.vertexCount() * (double) (Long.BYTES + Integer.BYTES);
  }

  private static double arcs(Graph graph, boolean weighted) {
    return arcs(graph.edgeCount(), weighted);
  }

  private static double arcs(long count, boolean weighted) {
    return (double) count * (weighted ? 8 : 4);
  }
}
