package org.warpath.graph.io;

/** Whether an input's edges have a direction. */
public enum Direction {
  /**
   * As the input says: METIS, PACE and symmetric Matrix Market files are undirected; GAP and our
   * own files, Graphalytics graphs with their properties, and edge lists with a comment {@code #
   * Undirected graph} or {@code % sym} say it themselves. Where nothing says it, as {@link
   * org.warpath.graph.build.BuildOptions#directed} does.
   */
  BY_FORMAT,
  /** Each edge of the input is one arc, whatever the format says. */
  DIRECTED,
  /** Each edge of the input is stored as both arcs, whatever the format says. */
  UNDIRECTED
}
