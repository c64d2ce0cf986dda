package org.warpath.linalg.dense;

/** Which half of a matrix is meant, the diagonal included. */
public enum Triangle {
  /** At and below the diagonal. */
  LOWER,
  /** At and above the diagonal. */
  UPPER
}
