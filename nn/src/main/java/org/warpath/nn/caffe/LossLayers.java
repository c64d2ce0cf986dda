package org.warpath.nn.caffe;

import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.loss.Accuracy;
import org.warpath.nn.loss.MeanSquaredError;
import org.warpath.nn.loss.Normalization;
import org.warpath.nn.loss.SoftmaxCrossEntropy;
import org.warpath.nn.tensor.Shape;

/** What is learned from, and what it comes to. */
final class LossLayers {
  private LossLayers() {}

  static void softmaxWithLoss(LayerText text, GraphBuilder graph) throws FormatException {
    text.requireBlobs(2, 1);
    text.requireDefault(text.parameters("softmax_param"), "axis", 1);
    Message parameters = text.message().message("loss_param");
    boolean isByPlace = parameters.flag("normalize", true);
    Normalization normalization =
        parameters.constant(
            "normalization", isByPlace ? Normalization.VALID : Normalization.BATCH_SIZE);
    graph.applyLoss(text, new SoftmaxCrossEntropy(ignored(parameters), normalization), 1);
  }

  private static @Nullable Integer ignored(Message parameters) throws FormatException {
    int label = parameters.integer("ignore_label", 0);
    return parameters.has("ignore_label") ? label : null;
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
    int top = parameters.integer("top_k", 1);
    if (top < 1) {
      throw parameters.error("top_k", text.described() + ": expected at least 1");
    }
    graph.apply(text, new Accuracy(top, ignored(parameters)));
  }
}
