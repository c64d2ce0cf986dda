package org.warpath.nn.spatial;

/** What lies beyond the elements. */
public enum Padding {
  /** Zeros. */
  ZEROS,
  /** The outermost elements. */
  BORDER,
  /** The elements mirrored, at the outermost centres if corners are aligned, else at the edges. */
  REFLECTION
}
