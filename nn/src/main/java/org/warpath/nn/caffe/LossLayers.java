package org.warpath.nn.caffe;

import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.loss.Accuracy;
import org.warpath.nn.loss.MeanSquaredError;
import org.warpath.nn.loss.SoftmaxCrossEntropy;
import org.warpath.nn.tensor.Shape;

/** What is learned from, and what it comes to. */
final class LossLayers {
  private LossLayers() {}

  private enum Normalization {
    FULL,
    VALID,
    BATCH_SIZE,
    NONE
  }

  static void softmaxWithLoss(LayerText text, GraphBuilder graph) throws FormatException {
    text.requireBlobs(2, 1);
    Shape scores = graph.inputs(text).getFirst();
    text.requireDefault(text.parameters("softmax_param"), "axis", 1);
    graph.applyLoss(text, new SoftmaxCrossEntropy(), factor(text, scores));
  }

  /** What makes of a mean over all places what the definition wants. */
  private static double factor(LayerText text, Shape scores) throws FormatException {
    Message parameters = text.message().message("loss_param");
    text.requireAbsent(parameters, "ignore_label");
    boolean isByPlace = parameters.flag("normalize", true);
    Normalization normalization =
        parameters.constant(
            "normalization", isByPlace ? Normalization.VALID : Normalization.BATCH_SIZE);
    double places = (double) scores.count() / Math.max(1, scores.size(1));
    return switch (normalization) {
      case FULL, VALID -> 1;
      case BATCH_SIZE -> places / scores.size(0);
      case NONE -> places;
    };
  }

  /** Caffe's is Σ (a − b)² / 2N, ours the mean. */
  static void euclidean(LayerText text, GraphBuilder graph) throws FormatException {
    text.requireBlobs(2, 1);
    Shape input = graph.inputs(text).getFirst();
    text.message().ignore("loss_param");
    graph.applyLoss(text, new MeanSquaredError(), input.count() / (2.0 * input.size(0)));
  }

  static void accuracy(LayerText text, GraphBuilder graph) throws FormatException {
    text.requireBlobs(2, 1);
    Message parameters = text.message().message("accuracy_param");
    text.requireDefault(parameters, "axis", 1);
    text.requireAbsent(parameters, "ignore_label");
    int top = parameters.integer("top_k", 1);
    if (top < 1) {
      throw parameters.error("top_k", text.described() + ": expected at least 1");
    }
    graph.apply(text, new Accuracy(top));
  }
}
