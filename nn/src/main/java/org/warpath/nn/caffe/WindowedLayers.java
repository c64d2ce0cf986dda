package org.warpath.nn.caffe;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.convolution.Convolution;
import org.warpath.nn.convolution.TransposedConvolution;
import org.warpath.nn.convolution.Window;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.pooling.AveragePooling;
import org.warpath.nn.pooling.GlobalPooling;
import org.warpath.nn.pooling.Indices;
import org.warpath.nn.pooling.MaxPooling;
import org.warpath.nn.pooling.Rounding;
import org.warpath.nn.tensor.Shape;

/** Layers that see a window of their input at a time. */
final class WindowedLayers {
  private WindowedLayers() {}

  private enum Pool {
    MAX,
    AVE,
    STOCHASTIC
  }

  private enum RoundMode {
    CEIL,
    FLOOR
  }

  static Layer convolution(LayerText text, Shape input) throws FormatException {
    Message parameters = text.parameters("convolution_param");
    parameters.ignore("force_nd_im2col");
    text.requireDefault(parameters, "axis", 1);
    int channels = parameters.integer("num_output");
    Window window = window(text, parameters, input.rank() - 2);
    int groups = parameters.integer("group", 1);
    boolean hasBias = parameters.flag("bias_term", true);
    Initialiser weights = Fillers.of(parameters, "weight_filler");
    Initialiser biases = Fillers.of(parameters, "bias_filler");
    try {
      if (text.type().equals("Deconvolution")) {
        TransposedConvolution layer =
            TransposedConvolution.of(channels, window)
                .withGroups(groups)
                .withFills(weights, biases);
        return hasBias ? layer : layer.withoutBias();
      }
      Convolution layer =
          Convolution.of(channels, window).withGroups(groups).withFills(weights, biases);
      return hasBias ? layer : layer.withoutBias();
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  private static Window window(LayerText text, Message parameters, int rank)
      throws FormatException {
    if (rank < 1) {
      throw text.error("expected a bottom with spatial dimensions");
    }
    int[] kernel = sizes(text, parameters, "kernel", "kernel_size", rank, 0);
    try {
      return Window.of(kernel)
          .withStrides(sizes(text, parameters, "stride", "stride", rank, 1))
          .withPadding(sizes(text, parameters, "pad", "pad", rank, 0))
          .withDilations(sizes(text, parameters, "dilation", "dilation", rank, 1));
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  /** One for each spatial dimension: a field for all of them, repeated, or {@code _h and _w}. */
  private static int[] sizes(
      LayerText text, Message parameters, String stem, String field, int rank, int fallback)
      throws FormatException {
    if (parameters.has(stem + "_h") || parameters.has(stem + "_w")) {
      if (parameters.has(field) || rank != 2) {
        throw text.error(
            "expected %s, or %s_h and %s_w of two dimensions".formatted(field, stem, stem));
      }
      return new int[] {
        parameters.integer(stem + "_h", fallback), parameters.integer(stem + "_w", fallback)
      };
    }
    List<Integer> sizes = parameters.integers(field);
    int[] all = new int[rank];
    if (sizes.size() == rank) {
      Arrays.setAll(all, sizes::get);
    } else if (sizes.size() <= 1) {
      Arrays.fill(all, sizes.isEmpty() ? fallback : sizes.getFirst());
    } else {
      throw text.error("%s: expected 1 or %d sizes, found %s".formatted(field, rank, sizes));
    }
    return all;
  }

  static Layer pooling(LayerText text, Shape input) throws FormatException {
    Message parameters = text.parameters("pooling_param");
    Pool pool = parameters.constant("pool", Pool.MAX);
    if (pool == Pool.STOCHASTIC) {
      throw parameters.error("pool", text.described() + ": STOCHASTIC is not supported");
    }
    if (parameters.flag("global_pooling", false)) {
      return pool == Pool.MAX ? GlobalPooling.MAX : GlobalPooling.AVERAGE;
    }
    int rank = Math.max(0, input.rank() - 2);
    int[] kernel = sizes(text, parameters, "kernel", "kernel_size", rank, 0);
    int[] strides = sizes(text, parameters, "stride", "stride", rank, 1);
    int[] padding = sizes(text, parameters, "pad", "pad", rank, 0);
    RoundMode mode = parameters.constant("round_mode", RoundMode.CEIL);
    try {
      org.warpath.nn.pooling.Window window =
          new org.warpath.nn.pooling.Window(
              list(kernel),
              list(strides),
              list(padding),
              list(padding),
              Collections.nCopies(rank, 1),
              mode == RoundMode.CEIL ? Rounding.CAFFE : Rounding.FLOOR);
      return pool == Pool.MAX
          ? new MaxPooling(window, Indices.CHANNEL)
          : new AveragePooling(window, true);
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
