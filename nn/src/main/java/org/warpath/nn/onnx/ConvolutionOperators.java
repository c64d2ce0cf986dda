package org.warpath.nn.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.convolution.Convolution;
import org.warpath.nn.convolution.TransposedConvolution;
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

  /** {@code ConvTranspose}: padding is cut off, and may be told by the output's shape. */
  static void transposed(Call call) {
    Constant weight = call.fixed(1, "weights");
    Constant bias = call.fixedIfGiven(2, "biases");
    int groups = call.attributes().small("group", 1);
    if (weight.shape().size(0) != call.shape(0).size(1)) {
      throw new IllegalArgumentException(
          "weights of %s are not for an input of %s".formatted(weight.shape(), call.shape(0)));
    }
    Windows windows = Windows.plain(call, kernel(weight));
    int rank = windows.kernel().length;
    int[] extra = Windows.each(call.attributes().ints("output_padding"), rank, 0).clone();
    Windows.require("output_padding", extra, rank);
    windows = cut(call, windows, extra);
    int channels = Math.multiplyExact(weight.shape().size(1), groups);
    TransposedConvolution layer =
        TransposedConvolution.of(channels, window(windows)).withExtra(extra).withGroups(groups);
    call.result(
        0,
        call.emit(
            bias == null ? layer.withoutBias() : layer, parameters(weight, bias), call.input(0)));
  }

  /** What is cut off; where more is wanted than there is, {@code extra} grows. */
  private static Windows cut(Call call, Windows windows, int[] extra) {
    String automatic = call.attributes().text("auto_pad", "NOTSET");
    boolean isSame = automatic.startsWith("SAME_");
    int[] wanted = call.attributes().ints("output_shape");
    if (wanted == null && !isSame) {
      return windows;
    }
    int[] totals = new int[extra.length];
    for (int d = 0; d < totals.length; d++) {
      int size = call.shape(0).size(2 + d);
      long most = (size - 1L) * windows.strides()[d] + extra[d] + windows.extent(d);
      // Some files have the batch and the channels in it too.
      long output =
          wanted == null
              ? (long) size * windows.strides()[d]
              : wanted[wanted.length - totals.length + d];
      totals[d] = Math.toIntExact(Math.max(0, most - output));
      extra[d] += Math.toIntExact(Math.max(0, output - most));
    }
    return windows.cut(totals, automatic.equals("SAME_UPPER"));
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
