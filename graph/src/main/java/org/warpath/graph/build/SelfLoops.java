package org.warpath.graph.build;

/** What becomes of edges from a vertex to itself. */
public enum SelfLoops {
  KEEP,
  DROP
}
