package org.warpath.graph.mediawiki;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.warpath.graph.Graph;

/** An imported graph as text. */
final class WikiGraph {
  private WikiGraph() {}

  /** The names, vertex 0 first. */
  static List<String> names(Graph graph) {
    return IntStream.range(0, graph.vertexCount()).mapToObj(graph::name).toList();
  }

  /** Every link as {@code from→to}, by name. */
  static List<String> links(Graph graph) {
    List<String> links = new ArrayList<>();
    for (int u = 0; u < graph.vertexCount(); u++) {
      String from = graph.name(graph.order().vertex(u));
      for (long e = graph.out().rowStart(u); e < graph.out().rowStart(u + 1); e++) {
        links.add(from + "→" + graph.name(graph.order().vertex(graph.out().column(e))));
      }
    }
    return links;
  }
}
