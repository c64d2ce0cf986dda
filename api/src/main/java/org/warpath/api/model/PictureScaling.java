package org.warpath.api.model;

import java.util.List;
import org.warpath.api.image.Picture;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** How a picture's samples, which are 0 to 1, become a model's numbers. */
@FunctionalInterface
public interface PictureScaling {
  /** As they are. */
  PictureScaling NONE = of(List.of(0.0), List.of(1.0));

  /** What a byte can be at most: it is that times a sample. */
  double BYTE = 255;

  /** What a sample becomes. */
  @FunctionalInterface
  interface Sample {
    /** The model's number for the sample of a channel at a pixel. */
    double scaled(double sample, int channel, int y, int x);
  }

  /**
   * For pictures of one size.
   *
   * @throws IllegalArgumentException if this is for others
   */
  Sample sized(int channels, int height, int width);

  /**
   * (sample − mean) ÷ deviation.
   *
   * @param mean one number, or one a channel
   * @param deviation likewise
   */
  static PictureScaling of(List<Double> mean, List<Double> deviation) {
    return (channels, height, width) -> {
      requireEach("mean", mean, channels);
      requireEach("deviation", deviation, channels);
      return (sample, channel, y, x) ->
          (sample - mean.get(mean.size() == 1 ? 0 : channel))
              / deviation.get(deviation.size() == 1 ? 0 : channel);
    };
  }

  private static void requireEach(String name, List<Double> numbers, int channels) {
    if (numbers.size() != 1 && numbers.size() != channels) {
      throw new IllegalArgumentException(
          "%s must be one number, or %d, was %d of them".formatted(name, channels, numbers.size()));
    }
  }

  /** (byte − mean) · scale: {@code mean} is one number, or one a channel, or nothing. */
  static PictureScaling ofBytes(List<Double> mean, double scale) {
    List<Double> subtracted =
        mean.isEmpty() ? List.of(0.0) : mean.stream().map(value -> value / BYTE).toList();
    return of(subtracted, List.of(1 / (BYTE * scale)));
  }

  /**
   * (byte − mean) · scale, of a mean image; of a larger one the middle.
   *
   * @param mean …×C×H×W
   */
  static PictureScaling ofBytes(Tensor mean, double scale) {
    return (channels, height, width) -> {
      Shape shape = mean.shape();
      boolean fits =
          shape.rank() >= 3
              && shape.count() == shape.count(shape.rank() - 3, shape.rank())
              && shape.size(-3) == channels
              && shape.size(-2) >= height
              && shape.size(-1) >= width;
      if (!fits) {
        throw new IllegalArgumentException(
            "the mean image is of %s, pictures are of %d×%d×%d"
                .formatted(shape, channels, height, width));
      }
      int rows = shape.size(-2);
      int columns = shape.size(-1);
      int top = (rows - height) / 2;
      int left = (columns - width) / 2;
      return (sample, channel, y, x) -> {
        long place = ((long) channel * rows + top + y) * columns + left + x;
        return (sample * BYTE - mean.get(place)) * scale;
      };
    };
  }

  /** N pictures as N×C×H×W, each brought to these channels and size. */
  default Tensor tensor(List<Picture> pictures, int channels, int height, int width) {
    Sample scaling = sized(channels, height, width);
    Tensor tensor =
        Tensor.zeros(ElementType.FLOAT32, Shape.of(pictures.size(), channels, height, width));
    long to = 0;
    for (Picture any : pictures) {
      Picture picture = any.withChannels(channels).resized(height, width);
      for (int channel = 0; channel < channels; channel++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            tensor.set(to++, scaling.scaled(picture.sample(y, x, channel), channel, y, x));
          }
        }
      }
    }
    return tensor;
  }
}
