package org.warpath.nn.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.normalization.BatchNormalization;
import org.warpath.nn.normalization.LayerNormalization;
import org.warpath.nn.normalization.LocalResponseNormalization;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Normalisations. */
final class NormalizationOperators {
  // Since this version a node says that it trains; before, its outputs or is_test did.
  private static final int TRAINING_MODE = 14;

  private NormalizationOperators() {}

  static void batch(Call call) {
    Attributes attributes = call.attributes();
    double epsilon = attributes.number("epsilon", 1e-5);
    double momentum = attributes.number("momentum", 0.9);
    if (call.version() < 9 && attributes.integer("spatial", 1) == 0) {
      throw call.unsupported("statistics of each place (spatial 0)");
    }
    boolean isTraining = isTraining(call);
    Map<String, Constant> parameters = new LinkedHashMap<>();
    parameters.put("scale", call.fixed(1, "scales"));
    parameters.put("bias", call.fixed(2, "biases"));
    parameters.put("mean", call.fixed(3, "means"));
    parameters.put("variance", call.fixed(4, "variances"));
    call.meansMode(isTraining ? Mode.TRAINING : Mode.INFERENCE);
    int outputs = isTraining ? Math.min(3, call.outputCount()) : 1;
    List<Value> results =
        call.emitAll(
            new BatchNormalization(epsilon, momentum, true),
            outputs,
            parameters,
            List.of(call.input(0)));
    for (int i = 0; i < outputs; i++) {
      call.result(i, results.get(i));
    }
  }

  private static boolean isTraining(Call call) {
    if (call.version() >= TRAINING_MODE) {
      return call.attributes().flag("training_mode");
    }
    boolean isTest = call.version() < 7 && call.attributes().flag("is_test");
    if (!isTest && call.outputCount() > 1) {
      throw call.unsupported("training as before version 14");
    }
    return false;
  }

  static void localResponse(Call call) {
    Attributes attributes = call.attributes();
    call.result(
        0,
        call.emit(
            new LocalResponseNormalization(
                attributes.small("size", 0),
                attributes.number("alpha", 1e-4),
                attributes.number("beta", 0.75),
                attributes.number("bias", 1)),
            call.input(0)));
  }

  static void layer(Call call) {
    Attributes attributes = call.attributes();
    Shape input = call.shape(0);
    int axis = input.dimension(attributes.small("axis", -1));
    double epsilon = attributes.number("epsilon", 1e-5);
    // It says the type of sums, which is the values' own here.
    attributes.integer("stash_type", 1);
    Shape normalised = input.slice(axis, input.rank());
    Constant scale = call.fixed(1, "scales");
    Constant bias = call.fixedIfGiven(2, "biases");
    Tensor zeros = Tensor.zeros(scale.tensor().type(), normalised);
    Map<String, Constant> parameters =
        Map.of(
            "scale",
            scale.reshape(normalised),
            "bias",
            bias == null ? new Constant(Kind.NUMBER, zeros, true) : bias.reshape(normalised));
    call.result(
        0,
        call.emit(
            new LayerNormalization(input.rank() - axis, epsilon, true), parameters, call.input(0)));
  }
}
