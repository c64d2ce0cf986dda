package org.warpath.nn.onnx;

import org.jspecify.annotations.Nullable;

/**
 * Which place of the input an element of a resized axis is of: {@code
 * coordinate_transformation_mode} of ONNX's Resize. With the definitions of its documentation, and
 * of its reference implementation where that leaves open what a resized length is: input · scale,
 * not rounded.
 */
enum Coordinates {
  HALF_PIXEL,
  HALF_PIXEL_SYMMETRIC,
  PYTORCH_HALF_PIXEL,
  ALIGN_CORNERS,
  ASYMMETRIC,
  TF_HALF_PIXEL_FOR_NN;

  /** That of this name; null if there is none, or it takes more than an axis's sizes. */
  static @Nullable Coordinates of(String name) {
    return switch (name) {
      case "half_pixel" -> HALF_PIXEL;
      case "half_pixel_symmetric" -> HALF_PIXEL_SYMMETRIC;
      case "pytorch_half_pixel" -> PYTORCH_HALF_PIXEL;
      case "align_corners" -> ALIGN_CORNERS;
      case "asymmetric" -> ASYMMETRIC;
      case "tf_half_pixel_for_nn" -> TF_HALF_PIXEL_FOR_NN;
      default -> null;
    };
  }

  /** That of an element; may be between two, or outside. */
  double place(int element, int input, int output, double scale) {
    double length = input * scale;
    double halfPixel = (element + 0.5) / scale - 0.5;
    return switch (this) {
      case HALF_PIXEL -> halfPixel;
      case HALF_PIXEL_SYMMETRIC -> input / 2.0 * (1 - output / length) + halfPixel;
      case PYTORCH_HALF_PIXEL -> output > 1 ? halfPixel : 0;
      case ALIGN_CORNERS -> length == 1 ? 0 : element * (input - 1) / (length - 1);
      case ASYMMETRIC -> element / scale;
      case TF_HALF_PIXEL_FOR_NN -> (element + 0.5) / scale;
    };
  }
}
