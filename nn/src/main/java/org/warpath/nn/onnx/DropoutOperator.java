package org.warpath.nn.onnx;

import java.util.List;
import java.util.Map;
import org.warpath.nn.dropout.Dropout;
import org.warpath.nn.dropout.SeededDropout;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;

/**
 * {@code Dropout}: whether it trains is an input since version 12; before version 7 it did unless
 * {@code is_test}. With a seed, elements are those that NumPy drops.
 */
final class DropoutOperator {
  private DropoutOperator() {}

  static void map(Call call) {
    double ratio = ratio(call);
    boolean hasSeed = call.attributes().has("seed");
    long seed = call.attributes().integer("seed", 0);
    if (isTraining(call) && ratio > 0) {
      call.meansMode(Mode.TRAINING);
      emit(call, hasSeed ? new SeededDropout(ratio, seed) : Dropout.of(ratio));
      return;
    }
    if (!isTraining(call)) {
      call.meansMode(Mode.INFERENCE);
    }
    if (!call.wants(1) && (call.known(0) != null || ratio == 1)) {
      call.result(0, call.input(0));
      return;
    }
    emit(call, Dropout.of(ratio < 1 ? ratio : 0));
  }

  private static void emit(Call call, Layer layer) {
    int outputs = call.wants(1) ? 2 : 1;
    List<Value> results = call.emitAll(layer, outputs, Map.of(), List.of(call.input(0)));
    call.result(0, results.getFirst());
    if (outputs > 1) {
      call.result(1, results.get(1).as(Kind.TRUTH));
    }
  }

  private static double ratio(Call call) {
    if (call.version() < 12) {
      return call.attributes().number("ratio", 0.5);
    }
    Constant ratio = call.fixedIfGiven(1, "a ratio");
    return ratio == null ? 0.5 : ratio.scalar("the ratio");
  }

  private static boolean isTraining(Call call) {
    if (call.version() < 7) {
      return !call.attributes().flag("is_test");
    }
    Constant training = call.version() < 12 ? null : call.fixedIfGiven(2, "training_mode");
    return training != null && training.scalar("training_mode") != 0;
  }
}
