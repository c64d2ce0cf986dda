package org.warpath.graph.export;

/** How a file names vertices. */
public enum VertexLabels {
  /** By number, 0 … n−1. */
  NUMBERS,
  /** By name: titles, or the ids of the input; by number in a graph without names. */
  NAMES
}
