package org.warpath.graph.build;

import java.io.IOException;

/** Takes edges, block by block, in input order. Called by one thread at a time. */
@FunctionalInterface
public interface EdgeSink {

  /**
   * Takes over {@code block} and its arrays; the caller must not touch them again.
   *
   * @throws IOException if the edges had to be spilled to disk and could not be
   */
  void accept(EdgeBlock block) throws IOException;
}
