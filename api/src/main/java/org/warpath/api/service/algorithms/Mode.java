package org.warpath.api.service.algorithms;

/** What an answer holds. */
public enum Mode {
  /** The summary alone. */
  STATS,
  /** With the first vertices. */
  TOP,
  /** A row for each vertex. */
  STREAM,
  /** The summary, and the values kept with the graph. */
  STORE
}
