package org.warpath.graph;

import java.util.Optional;
import org.warpath.linalg.sparse.Csr;

/**
 * Where a graph's sections lie: in memory, or in a mapped file. The counts are at hand at once; a
 * section may be read and checked when it is first asked for. Safe for use by many threads.
 */
public interface GraphStorage extends AutoCloseable {

  /** Vertices, numbered 0 … n−1. */
  int vertexCount();

  /** Stored arcs: an undirected edge counts twice, a self-loop once. */
  long edgeCount();

  /**
   * Whether with every arc u→v its reverse is stored too, with the same weight: out-edges are
   * in-edges then.
   */
  boolean symmetric();

  /** Whether edges carry weights. */
  boolean weighted();

  /** Out-edges: row u holds the arcs u→v, in stored numbers. */
  Csr out();

  /** In-edges: row v holds the arcs u→v by u, if they are stored. Empty for symmetric graphs. */
  Optional<Csr> in();

  /** The order in which vertices are stored. */
  VertexOrder order();

  /** The vertices' names, by vertex (not by stored place). */
  Optional<VertexNames> names();

  /** Releases memory and files; sections must not be used afterwards. */
  @Override
  void close();
}
