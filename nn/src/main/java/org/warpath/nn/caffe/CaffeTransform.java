package org.warpath.nn.caffe;

import java.util.List;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;

/**
 * What happens to an image before a network sees it: (pixel − mean) · scale; then a square is cut
 * out of it, which is anywhere in phase TRAIN and in the middle in phase TEST, and mirrored in half
 * of all cases, in either phase.
 *
 * @param scale 1 to leave pixels from 0 to 255
 * @param meanFile a file with a mean image; empty for none
 * @param meanValues a number for each channel, or one for all; none to subtract nothing
 * @param cropSize rows and columns of the square; 0 for the whole image
 * @param isMirrored whether images may be mirrored
 */
public record CaffeTransform(
    double scale, String meanFile, List<Double> meanValues, int cropSize, boolean isMirrored) {
  /** Pixels as they are. */
  public static final CaffeTransform NONE = new CaffeTransform(1, "", List.of(), 0, false);

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
            parameters.numbers("mean_value"),
            parameters.integer("crop_size", 0),
            parameters.flag("mirror", false));
    if (!transform.meanFile.isEmpty() && !transform.meanValues.isEmpty()) {
      throw parameters.error("mean_value", "expected mean_file or mean_value, found both");
    }
    if (transform.cropSize < 0) {
      throw parameters.error("crop_size", text.described() + ": expected at least 0");
    }
    return transform;
  }
}
