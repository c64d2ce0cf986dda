package org.warpath.linalg.dense;

/** How exactly a matrix product of float32 is computed. */
public enum GemmMath {
  /** In the full precision of the elements. */
  FULL,
  /**
   * On CUDA, float32 factors may be rounded to TF32 (11 bits) before they are multiplied, and
   * summed in float32: several times as fast. Elsewhere, and for other types, as {@link #FULL}.
   */
  TF32
}
