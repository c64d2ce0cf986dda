package org.warpath.graph.build;

import org.warpath.graph.Graph;

/**
 * A graph and what became of its input.
 *
 * @param graph owned by whoever holds this
 */
public record Imported(Graph graph, ImportReport report) implements AutoCloseable {
  @Override
  public void close() {
    graph.close();
  }
}
