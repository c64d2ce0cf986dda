package org.warpath.graph.io;

/** What becomes of negative weights. NaN and infinite weights are always refused. */
public enum NegativeWeights {
  /** An error naming the line: PageRank and shortest paths have no meaning for them. */
  REFUSE,
  /** They are kept: capacities of widest paths may be negative. */
  KEEP
}
