package org.warpath.linalg.solve;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/** A linear map known by what it does to a vector; a matrix, stored or not. */
public interface LinearOperator {

  /** What the vectors' elements are, float32 or float64. */
  ElementType type();

  /** The length of what {@link #apply} gives. */
  int rows();

  /** The length of what {@link #apply} takes. */
  int columns();

  /**
   * Writes y ← A·x.
   *
   * @param x x[columns], contiguous, not modified
   * @param y y[rows], contiguous, overwritten; shares no memory with {@code x}
   */
  void apply(Vector x, Vector y);
}
