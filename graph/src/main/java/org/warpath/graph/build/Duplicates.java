package org.warpath.graph.build;

/** What becomes of parallel edges, those with the same source and target. */
public enum Duplicates {
  /** All are kept, and they count. */
  KEEP,
  /** One edge with the sum of the weights; without weights, one edge. */
  SUM,
  /** One edge with the smallest weight. */
  MIN,
  /** One edge with the largest weight. */
  MAX,
  /** The first in input order. */
  FIRST
}
