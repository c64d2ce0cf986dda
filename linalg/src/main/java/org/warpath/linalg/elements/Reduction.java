package org.warpath.linalg.elements;

/** What many elements are reduced to. NaN among them gives NaN. */
public enum Reduction {
  /** Σxᵢ; 0 for none. */
  SUM,
  /** Σxᵢ/n; there must be an element. */
  MEAN,
  /** Πxᵢ; 1 for none. */
  PRODUCT,
  /** The smallest; there must be an element. −0 is smaller than 0. */
  MIN,
  /** The largest; there must be an element. 0 is larger than −0. */
  MAX,
  /** Σ|xᵢ|; 0 for none. Of a whole matrix the sum over all elements, not its operator norm. */
  NORM_1,
  /** √Σxᵢ², without overflow on the way; 0 for none. Of a whole matrix its Frobenius norm. */
  NORM_2,
  /** max |xᵢ|; 0 for none. Of a whole matrix its largest magnitude, not its operator norm. */
  NORM_INFINITY;

  /** Whether it is undefined for no elements. */
  boolean needsElements() {
    return this == MEAN || this == MIN || this == MAX;
  }
}
