package org.warpath.graph.build;

import java.util.List;
import org.warpath.graph.TestGraphs.Edge;

/** Blocks of edges spelled out. */
final class Blocks {
  private Blocks() {}

  static EdgeBlock of(List<Edge> edges, boolean weighted) {
    float[] weights = new float[edges.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = edges.get(i).weight();
    }
    return new EdgeBlock(
        edges.stream().mapToInt(Edge::source).toArray(),
        edges.stream().mapToInt(Edge::target).toArray(),
        weighted ? weights : null,
        edges.size());
  }

  /** An unweighted block; {@code ends} lists source, target, source, target … */
  static EdgeBlock of(int... ends) {
    int[] sources = new int[ends.length / 2];
    int[] targets = new int[ends.length / 2];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = ends[2 * i];
      targets[i] = ends[2 * i + 1];
    }
    return new EdgeBlock(sources, targets, null, sources.length);
  }
}
