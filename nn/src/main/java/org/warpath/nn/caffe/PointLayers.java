package org.warpath.nn.caffe;

import org.warpath.linalg.io.FormatException;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.dropout.Dropout;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.loss.Softmax;
import org.warpath.nn.normalization.BatchNormalization;
import org.warpath.nn.normalization.LocalResponseNormalization;
import org.warpath.nn.normalization.Scale;

/** Layers of one bottom and one top that need not know its shape. */
final class PointLayers {
  private PointLayers() {}

  private enum NormRegion {
    ACROSS_CHANNELS,
    WITHIN_CHANNEL
  }

  static Layer innerProduct(LayerText text) throws FormatException {
    Message parameters = text.parameters("inner_product_param");
    text.requireDefault(parameters, "axis", 1);
    if (parameters.flag("transpose", false)) {
      throw parameters.error("transpose", text.described() + ": is not supported");
    }
    int units = parameters.integer("num_output");
    if (units < 1) {
      throw parameters.error("num_output", "%s: expected at least 1".formatted(text.described()));
    }
    return new FullyConnected(
        units,
        parameters.flag("bias_term", true),
        Fillers.of(parameters, "weight_filler"),
        Fillers.of(parameters, "bias_filler"));
  }

  static Layer relu(LayerText text) throws FormatException {
    double slope = text.parameters("relu_param").number("negative_slope", 0);
    return slope == 0 ? Activation.relu() : Activation.leakyRelu(slope);
  }

  static Layer elu(LayerText text) throws FormatException {
    double alpha = text.message().message("elu_param").number("alpha", 1);
    if (!(alpha >= 0)) {
      throw text.error("expected an alpha of at least 0, found " + alpha);
    }
    return Activation.elu(alpha);
  }

  static Layer sigmoid(LayerText text) throws FormatException {
    text.parameters("sigmoid_param");
    return Activation.sigmoid();
  }

  static Layer tanh(LayerText text) throws FormatException {
    text.parameters("tanh_param");
    return Activation.tanh();
  }

  static Layer dropout(LayerText text) throws FormatException {
    double ratio = text.message().message("dropout_param").number("dropout_ratio", 0.5);
    if (!(ratio >= 0 && ratio < 1)) {
      throw text.error("expected a dropout_ratio in [0, 1), found " + ratio);
    }
    return Dropout.of(ratio);
  }

  static Layer localResponse(LayerText text) throws FormatException {
    Message parameters = text.parameters("lrn_param");
    NormRegion region = parameters.constant("norm_region", NormRegion.ACROSS_CHANNELS);
    if (region == NormRegion.WITHIN_CHANNEL) {
      throw parameters.error(
          "norm_region", text.described() + ": only ACROSS_CHANNELS is supported");
    }
    int size = parameters.integer("local_size", 5);
    if (size % 2 == 0) {
      throw parameters.error("local_size", text.described() + ": expected an odd number");
    }
    try {
      return new LocalResponseNormalization(
          size,
          parameters.number("alpha", 1),
          parameters.number("beta", 0.75),
          parameters.number("k", 1));
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Where Caffe keeps sums of what it saw, and by what to divide them, we keep the means: the same
   * once a few hundred batches were seen.
   */
  static Layer batchNorm(LayerText text, Phase phase) throws FormatException {
    Message parameters = text.parameters("batch_norm_param");
    boolean isGlobal = parameters.flag("use_global_stats", phase == Phase.TEST);
    try {
      return new BatchNormalization(
          parameters.number("eps", 1e-5),
          parameters.number("moving_average_fraction", 0.999),
          false,
          isGlobal ? BatchNormalization.Source.STATISTICS : BatchNormalization.Source.BATCH);
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  static Layer scale(LayerText text) throws FormatException {
    Message parameters = text.parameters("scale_param");
    text.requireDefault(parameters, "axis", 1);
    text.requireDefault(parameters, "num_axes", 1);
    return new Scale(
        parameters.flag("bias_term", false),
        Fillers.of(parameters, "filler", 1),
        Fillers.of(parameters, "bias_filler"));
  }

  static Layer softmax(LayerText text) throws FormatException {
    return Softmax.of(text.parameters("softmax_param").integer("axis", 1));
  }
}
