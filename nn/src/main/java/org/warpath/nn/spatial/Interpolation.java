package org.warpath.nn.spatial;

/** How a value between elements is made. */
public enum Interpolation {
  /** The nearest element, of two the one with the even index; has no gradient by the grid. */
  NEAREST(1),
  /** Of 2 elements a dimension: bilinear, trilinear. */
  LINEAR(2),
  /** Of 4 elements a dimension: Keys's convolution (1981) with a = −0.75. */
  CUBIC(4);

  private final int taps;

  Interpolation(int taps) {
    this.taps = taps;
  }

  /** How many elements a dimension are weighted. */
  int taps() {
    return taps;
  }
}
