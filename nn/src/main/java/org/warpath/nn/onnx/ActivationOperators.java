package org.warpath.nn.onnx;

import java.util.Map;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.activation.PRelu;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.loss.Softmax;
import org.warpath.nn.tensor.Shape;

/** Functions of one element, and softmax. */
final class ActivationOperators {
  private static final double SELU_ALPHA = 1.673263192176819;
  private static final double SELU_GAMMA = 1.0507010221481323;
  private static final double OLD_SELU_ALPHA = 1.6732;
  private static final double OLD_SELU_GAMMA = 1.0507;

  private ActivationOperators() {}

  static Operator plain(Layer layer) {
    return call -> call.result(0, call.emit(layer, call.input(0)));
  }

  private static void emit(Call call, Layer layer) {
    plain(layer).map(call);
  }

  static void leakyRelu(Call call) {
    emit(call, Activation.leakyRelu(call.attributes().number("alpha", 0.01)));
  }

  static void elu(Call call) {
    emit(call, Activation.elu(call.attributes().number("alpha", 1)));
  }

  static void selu(Call call) {
    boolean isOld = call.version() < 6;
    double alpha = call.attributes().number("alpha", isOld ? OLD_SELU_ALPHA : SELU_ALPHA);
    double gamma = call.attributes().number("gamma", isOld ? OLD_SELU_GAMMA : SELU_GAMMA);
    emit(call, Activation.selu(alpha, gamma));
  }

  static void hardSigmoid(Call call) {
    double alpha = call.attributes().number("alpha", 0.2);
    emit(call, Activation.hardSigmoid(alpha, call.attributes().number("beta", 0.5)));
  }

  static void gelu(Call call) {
    String approximation = call.attributes().text("approximate", "none");
    emit(
        call,
        switch (approximation) {
          case "none" -> Activation.gelu();
          case "tanh" -> Activation.geluTanh();
          default -> throw call.unsupported("approximate " + approximation);
        });
  }

  static void clip(Call call) {
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    if (call.version() < 11) {
      least = call.attributes().number("min", least);
      most = call.attributes().number("max", most);
    } else {
      least = bound(call, 1, least);
      most = bound(call, 2, most);
    }
    // With bounds that cross, all is the upper one.
    emit(call, Activation.clip(Math.min(least, most), most));
  }

  private static double bound(Call call, int input, double otherwise) {
    Constant bound = call.fixedIfGiven(input, "a bound");
    return bound == null ? otherwise : bound.scalar("a bound");
  }

  /** Slopes are a layer's own if there is one, or one a channel; else the sum of two halves. */
  static void prelu(Call call) {
    Constant slope = call.fixed(1, "slopes");
    Shape input = call.shape(0);
    Shape shape = slope.shape();
    if (shape.count() == 1) {
      call.result(0, prelu(call, PRelu.shared(), slope, 1));
      return;
    }
    int channels = input.rank() < 2 ? 0 : input.size(1);
    // Before version 7 slopes of one dimension were those of channels.
    boolean isOldChannels = call.version() < 7 && shape.rank() == 1 && shape.size(0) == channels;
    int fromLast = input.rank() - 1;
    boolean isChannels =
        shape.count() == channels && shape.rank() >= fromLast && shape.size(-fromLast) == channels;
    if (isOldChannels || isChannels) {
      call.result(0, prelu(call, PRelu.perChannel(), slope, channels));
      return;
    }
    Value above = call.emit(Activation.relu(), call.input(0));
    Value below = call.emit(Activation.clip(Double.NEGATIVE_INFINITY, 0), call.input(0));
    Value scaled = call.emit(Arithmetic.multiply(), below, call.known(slope));
    call.result(0, call.emit(Arithmetic.add(), above, scaled));
  }

  private static Value prelu(Call call, PRelu layer, Constant slope, int count) {
    return call.emit(layer, Map.of("slope", slope.reshape(Shape.of(count))), call.input(0));
  }

  /** Along one dimension; before version 13 that and all behind it are taken as one. */
  static Operator softmax(boolean isLogarithm) {
    return call -> {
      boolean isOld = call.version() < 13;
      int axis = call.attributes().small("axis", isOld ? 1 : -1);
      emit(call, new Softmax(axis, isOld, isLogarithm));
    };
  }
}
