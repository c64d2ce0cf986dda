package org.warpath.api.model;

import java.util.List;
import org.warpath.api.image.Picture;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** How a picture's samples, which are 0 to 1, become a model's numbers. */
public interface PictureScaling {
  /** As they are. */
  PictureScaling NONE = of(List.of(0.0), List.of(1.0));

  /** What each byte of a picture is of a sample. */
  double BYTE = 255;

  /**
   * What a sample becomes.
   *
   * @param place of the sample among those of a picture, channel by channel and row by row
   */
  double apply(double sample, int channel, int place);

  /**
   * Refuses pictures of another size than this is for.
   *
   * @throws IllegalArgumentException if it is
   */
  void require(int channels, int height, int width);

  /**
   * (sample − mean) ÷ deviation.
   *
   * @param mean one number, or one a channel
   * @param deviation likewise
   */
  static PictureScaling of(List<Double> mean, List<Double> deviation) {
    return new PictureScaling() {
      @Override
      public double apply(double sample, int channel, int place) {
        double subtracted = mean.get(mean.size() == 1 ? 0 : channel);
        return (sample - subtracted) / deviation.get(deviation.size() == 1 ? 0 : channel);
      }

      @Override
      public void require(int channels, int height, int width) {
        require("mean", mean, channels);
        require("deviation", deviation, channels);
      }

      private static void require(String name, List<Double> numbers, int channels) {
        if (numbers.size() != 1 && numbers.size() != channels) {
          throw new IllegalArgumentException(
              "%s must be one number, or %d, was %d of them"
                  .formatted(name, channels, numbers.size()));
        }
      }
    };
  }

  /** (byte − mean) · scale: {@code mean} is one number, or one a channel, or nothing. */
  static PictureScaling ofBytes(List<Double> mean, double scale) {
    List<Double> subtracted =
        mean.isEmpty() ? List.of(0.0) : mean.stream().map(value -> value / BYTE).toList();
    return of(subtracted, List.of(1 / (BYTE * scale)));
  }

  /** (byte − mean) · scale, of a mean image. */
  static PictureScaling ofBytes(Tensor mean, double scale) {
    return new PictureScaling() {
      @Override
      public double apply(double sample, int channel, int place) {
        return (sample * BYTE - mean.get(place)) * scale;
      }

      @Override
      public void require(int channels, int height, int width) {
        if (mean.shape().count() != (long) channels * height * width) {
          throw new IllegalArgumentException(
              "the mean image is of %s, pictures are of %d×%d×%d"
                  .formatted(mean.shape(), channels, height, width));
        }
      }
    };
  }

  /** N pictures as N×C×H×W, each brought to these channels and size. */
  default Tensor tensor(List<Picture> pictures, int channels, int height, int width) {
    require(channels, height, width);
    Tensor tensor =
        Tensor.zeros(ElementType.FLOAT32, Shape.of(pictures.size(), channels, height, width));
    long to = 0;
    for (Picture any : pictures) {
      Picture picture = any.withChannels(channels).resized(height, width);
      int place = 0;
      for (int channel = 0; channel < channels; channel++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            tensor.set(to++, apply(picture.sample(y, x, channel), channel, place++));
          }
        }
      }
    }
    return tensor;
  }
}
