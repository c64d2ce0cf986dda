package org.warpath.nn.convolution;

/**
 * How planes of images are cut into squares: {@code tall} × {@code wide} of them a plane, {@code
 * step} apart in both dimensions; what of them is outside the plane is 0.
 *
 * @param channels planes of an image
 * @param height rows of a plane
 * @param width columns of a plane
 * @param tall squares below each other
 * @param wide squares beside each other
 * @param step elements from a square to the next
 * @param top the first square's row
 * @param left the first square's column
 */
record Planes(
    int channels, int height, int width, int tall, int wide, int step, int top, int left) {

  /** Squares of {@code step} outputs, without gaps. */
  static Planes ofOutputs(int channels, Axis height, Axis width, int step) {
    int tall = Math.ceilDiv(height.out(), step);
    int wide = Math.ceilDiv(width.out(), step);
    return new Planes(channels, height.out(), width.out(), tall, wide, step, 0, 0);
  }

  /** Squares of what {@code step} outputs depend on. */
  static Planes ofInputs(int channels, Axis height, Axis width, int step) {
    int tall = Math.ceilDiv(height.out(), step);
    int wide = Math.ceilDiv(width.out(), step);
    return new Planes(
        channels, height.in(), width.in(), tall, wide, step, -height.begin(), -width.begin());
  }

  /** Each plane is one square. */
  static Planes whole(int channels, int side) {
    return new Planes(channels, side, side, 1, 1, side, 0, 0);
  }

  /** Squares of a plane. */
  int squares() {
    return Math.multiplyExact(tall, wide);
  }
}
