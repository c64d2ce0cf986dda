package org.warpath.graph.pagerank;

/** In which format ranks are held between iterations. Sums are taken in float64 in both. */
public enum Precision {
  /** 8 bytes a rank: tolerances down to about 1e-14. */
  FLOAT64,
  /**
   * 4 bytes a rank: half the memory traffic, about 7 digits. The change between iterations may
   * settle near 1e-8 instead of falling to 0, so smaller tolerances may not be reached; the error
   * bound accounts for the rounding.
   */
  FLOAT32
}
