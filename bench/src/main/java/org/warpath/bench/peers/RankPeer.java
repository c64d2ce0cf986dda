package org.warpath.bench.peers;

import java.io.IOException;
import org.warpath.graph.Graph;

/** Somebody's PageRank. Vertices are numbered by their stored place, which is by degree. */
public interface RankPeer {
  /** Makes what it computes on from an opened graph; called once. */
  void build(Graph graph, RankTask task) throws IOException;

  /** Computes ranks; timed, and called again for every run. */
  void rank() throws IOException;

  /** The last run's ranks, entry i of the vertex at place i. */
  double[] ranks();

  /** The last run's iterations. */
  int iterations();
}
