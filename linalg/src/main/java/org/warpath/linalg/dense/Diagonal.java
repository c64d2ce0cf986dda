package org.warpath.linalg.dense;

/** What a triangular matrix has on its diagonal. */
public enum Diagonal {
  /** What is stored there. */
  STORED,
  /** Ones, whatever is stored there. */
  UNIT
}
