package org.warpath.nn.caffe;

import java.util.List;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;

/**
 * What happens to an image before a network sees it: (pixel − mean) · scale. Cutting parts out of
 * images, and mirroring them, is not supported.
 *
 * @param scale 1 to leave pixels from 0 to 255
 * @param meanFile a file with a mean image; empty for none
 * @param meanValues a number for each channel, or one for all; none to subtract nothing
 */
public record CaffeTransform(double scale, String meanFile, List<Double> meanValues) {
  /** Pixels as they are. */
  public static final CaffeTransform NONE = new CaffeTransform(1, "", List.of());

  public CaffeTransform {
    meanValues = List.copyOf(meanValues);
  }

  /** What {@code transform_param} says, or, in an old definition, the layer's own parameters. */
  static CaffeTransform of(LayerText text, Message legacy) throws FormatException {
    boolean isLegacy = !text.message().has("transform_param");
    Message parameters = isLegacy ? legacy : text.message().message("transform_param");
    parameters.ignore("force_color", "force_gray");
    CaffeTransform transform =
        new CaffeTransform(
            parameters.number("scale", 1),
            parameters.text("mean_file", ""),
            parameters.numbers("mean_value"));
    if (!transform.meanFile.isEmpty() && !transform.meanValues.isEmpty()) {
      throw parameters.error("mean_value", "expected mean_file or mean_value, found both");
    }
    text.requireDefault(parameters, "crop_size", 0);
    if (parameters.flag("mirror", false)) {
      throw parameters.error("mirror", text.described() + ": is not supported");
    }
    return transform;
  }
}
