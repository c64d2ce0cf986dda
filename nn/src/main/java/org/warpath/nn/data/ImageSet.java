package org.warpath.nn.data;

import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Images of one size, each with a label: a byte a pixel and channel, channel by channel. */
public final class ImageSet {
  private final Shape shape;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Images, not copied.
   *
   * @param shape of one image: channels × height × width
   * @param pixels all images, one behind the other; bytes are from 0 to 255
   * @param labels a class from 0 to 255 for each
   */
  public ImageSet(Shape shape, byte[] pixels, byte[] labels) {
    if (shape.rank() != 3 || shape.count() * labels.length != pixels.length) {
      throw new IllegalArgumentException(
          "%d images of %s have not %d bytes".formatted(labels.length, shape, pixels.length));
    }
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** How many images there are. */
  public int count() {
    return labels.length;
  }

  /** Channels × height × width of an image. */
  public Shape shape() {
    return shape;
  }

  /** The class of an image. */
  public int label(int image) {
    return Byte.toUnsignedInt(labels[image]);
  }

  /** A pixel of an image, from 0 to 255, by its place among the image's. */
  public int pixel(int image, int place) {
    return Byte.toUnsignedInt(pixels[image * (int) shape.count() + place]);
  }

  /** The mean of all images: float32, of an image's shape. */
  public Tensor mean() {
    int length = (int) shape.count();
    long[] sums = new long[length];
    for (int image = 0; image < count(); image++) {
      for (int place = 0; place < length; place++) {
        sums[place] += pixel(image, place);
      }
    }
    Tensor mean = Tensor.of(shape, new float[length]);
    for (int place = 0; place < length; place++) {
      mean.set(place, (double) sums[place] / Math.max(1, count()));
    }
    return mean;
  }
}
