package org.warpath.nn.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.convolution.Convolution;
import org.warpath.nn.convolution.Window;
import org.warpath.nn.tensor.Shape;

/** Convolutions. */
final class ConvolutionOperators {
  private ConvolutionOperators() {}

  static void convolution(Call call) {
    Constant weight = call.fixed(1, "weights");
    Constant bias = call.fixedIfGiven(2, "biases");
    int groups = call.attributes().small("group", 1);
    Convolution layer =
        Convolution.of(weight.shape().size(0), window(Windows.of(call, kernel(weight))))
            .withGroups(groups);
    requireChannels(call.shape(0), weight.shape(), groups);
    call.result(
        0,
        call.emit(
            bias == null ? layer.withoutBias() : layer, parameters(weight, bias), call.input(0)));
  }

  private static int[] kernel(Constant weight) {
    Shape shape = weight.shape();
    return shape.slice(Math.min(2, shape.rank()), shape.rank()).toArray();
  }

  private static Window window(Windows windows) {
    return Window.of(windows.kernel())
        .withStrides(windows.strides())
        .withDilations(windows.dilations())
        .withPadding(windows.begins(), windows.ends());
  }

  private static void requireChannels(Shape input, Shape weight, int groups) {
    if (weight.size(1) * (long) groups != input.size(1)) {
      throw new IllegalArgumentException(
          "weights of %s in %d groups are not for an input of %s".formatted(weight, groups, input));
    }
  }

  private static Map<String, Constant> parameters(Constant weight, @Nullable Constant bias) {
    Map<String, Constant> parameters = new LinkedHashMap<>();
    parameters.put("weight", weight);
    if (bias != null) {
      parameters.put("bias", bias);
    }
    return parameters;
  }
}
