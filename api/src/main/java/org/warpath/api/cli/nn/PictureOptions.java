package org.warpath.api.cli.nn;

import java.util.List;
import org.warpath.api.image.Picture;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import picocli.CommandLine.Option;

/** How pictures become tensors. */
final class PictureOptions {
  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "X",
      description =
          "subtract this from a picture's samples, which are 0 to 1; one number, or one a channel")
  private List<Double> mean = List.of(0.0);

  @Option(
      names = "--deviation",
      split = ",",
      paramLabel = "X",
      description = "then divide by this; one number, or one a channel")
  private List<Double> deviation = List.of(1.0);

  /** N pictures as N×C×H×W, each brought to these channels and size. */
  Tensor tensor(List<Picture> pictures, int channels, int height, int width) {
    require("--mean", mean, channels);
    require("--deviation", deviation, channels);
    Tensor tensor =
        Tensor.zeros(ElementType.FLOAT32, Shape.of(pictures.size(), channels, height, width));
    long place = 0;
    for (Picture any : pictures) {
      Picture picture = any.withChannels(channels).resized(height, width);
      for (int channel = 0; channel < channels; channel++) {
        double subtracted = mean.get(mean.size() == 1 ? 0 : channel);
        double divisor = deviation.get(deviation.size() == 1 ? 0 : channel);
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            tensor.set(place++, (picture.sample(y, x, channel) - subtracted) / divisor);
          }
        }
      }
    }
    return tensor;
  }

  private static void require(String name, List<Double> numbers, int channels) {
    if (numbers.size() != 1 && numbers.size() != channels) {
      throw new IllegalArgumentException(
          "%s must be one number, or %d, were %d".formatted(name, channels, numbers.size()));
    }
  }
}
