package org.warpath.nn.data;

import org.warpath.nn.layer.Noise;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * What happens to an image before a network sees it: (pixel − mean) · scale, of a part of it.
 *
 * @param scale 1 to leave pixels from 0 to 255
 * @param mean of an image's shape, or a number for each channel, or one for all
 * @param crop the side of the square that is cut out; 0 for the whole image
 * @param isRandom whether the square is anywhere, and the image mirrored in half of all cases, if
 *     {@code isMirrored}; else it is in the middle
 * @param isMirrored whether images are mirrored at random
 */
public record Preparation(
    double scale, Tensor mean, int crop, boolean isRandom, boolean isMirrored) {

  /** Pixels times {@code scale}. */
  public static Preparation scaled(double scale) {
    return new Preparation(scale, Tensor.of(Shape.of(1), 0f), 0, false, false);
  }

  /** The shape of what comes of an image of this one. */
  public Shape output(Shape image) {
    if (crop > image.size(1) || crop > image.size(2)) {
      throw new IllegalArgumentException(
          "a square of %d×%d cannot be cut out of images of %s".formatted(crop, crop, image));
    }
    return crop == 0 ? image : Shape.of(image.size(0), crop, crop);
  }

  /** Refuses a mean that does not belong to images of this shape. */
  void requireMeanOf(Shape image) {
    boolean isForAll = mean.shape().count() == 1;
    boolean isByChannel = mean.shape().equals(Shape.of(image.size(0)));
    if (!isForAll && !isByChannel && !mean.shape().equals(image)) {
      throw new IllegalArgumentException(
          "the mean of %s does not belong to images of %s".formatted(mean.shape(), image));
    }
  }

  /** to[from …] ← what comes of an image. */
  void write(ImageSet images, int image, Noise noise, float[] to, int from) {
    Shape whole = images.shape();
    Shape part = output(whole);
    int height = part.size(1);
    int width = part.size(2);
    int top = offset(whole.size(1) - height, noise);
    int left = offset(whole.size(2) - width, noise);
    boolean isTurned = isRandom && isMirrored && noise.nextUniform() < 0.5;
    int at = from;
    for (int channel = 0; channel < whole.size(0); channel++) {
      for (int row = 0; row < height; row++) {
        int begin = (channel * whole.size(1) + top + row) * whole.size(2) + left;
        for (int column = 0; column < width; column++) {
          int place = begin + (isTurned ? width - 1 - column : column);
          to[at++] = (float) ((images.pixel(image, place) - mean(channel, place)) * scale);
        }
      }
    }
  }

  private int offset(int room, Noise noise) {
    return isRandom && room > 0 ? (int) (noise.nextUniform() * (room + 1)) : room / 2;
  }

  private double mean(int channel, int place) {
    return switch (mean.shape().rank()) {
      case 3 -> mean.get(place);
      default -> mean.get(mean.shape().count() == 1 ? 0 : channel);
    };
  }
}
