package org.warpath.nn.data;

import java.util.Objects;

/**
 * Images of one size, with a class each.
 *
 * @param channels how many numbers a pixel has: 1, or 3 for red, green and blue
 * @param height rows
 * @param width columns
 * @param pixels bytes without sign, image after image, each channel by channel and row by row
 * @param labels the classes, from 0
 */
public record LabelledImages(int channels, int height, int width, byte[] pixels, int[] labels) {

  public LabelledImages {
    Objects.requireNonNull(labels, "labels");
    long expected = (long) labels.length * channels * height * width;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          "%d images of %d×%d×%d have %d bytes, not %d"
              .formatted(labels.length, channels, height, width, expected, pixels.length));
    }
  }

  /** How many there are. */
  public int count() {
    return labels.length;
  }

  /** Bytes an image. */
  public int imageSize() {
    return channels * height * width;
  }

  /** Those from number {@code from} to {@code to}, without that: a copy. */
  public LabelledImages range(int from, int to) {
    Objects.checkFromToIndex(from, to, count());
    byte[] part = new byte[(to - from) * imageSize()];
    System.arraycopy(pixels, from * imageSize(), part, 0, part.length);
    int[] classes = new int[to - from];
    System.arraycopy(labels, from, classes, 0, classes.length);
    return new LabelledImages(channels, height, width, part, classes);
  }

  /** The mean of all images, a number for each byte of one; 0 if there are none. */
  public float[] mean() {
    double[] sums = new double[imageSize()];
    for (int image = 0; image < count(); image++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += Byte.toUnsignedInt(pixels[image * sums.length + i]);
      }
    }
    float[] mean = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      mean[i] = (float) (sums[i] / Math.max(1, count()));
    }
    return mean;
  }
}
