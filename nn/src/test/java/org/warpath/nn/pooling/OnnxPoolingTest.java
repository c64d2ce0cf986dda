package org.warpath.nn.pooling;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.OnnxLayer;

/** ONNX's own cases, but those whose padding an importer computes. */
class OnnxPoolingTest {

  private static Window window(OnnxLayer onnx) {
    return Window.of(onnx.list("kernel_shape"))
        .withStrides(onnx.list("strides", 1))
        .withPadding(onnx.list("pads", 0))
        .withDilations(onnx.list("dilations", 1))
        .withRounding(onnx.integer("ceil_mode", 0) == 1 ? Rounding.CEILING : Rounding.FLOOR);
  }

  private static Layer layer(OnnxLayer onnx) {
    return switch (onnx.from().operator()) {
      case "MaxPool" ->
          new MaxPooling(
              window(onnx),
              onnx.integer("storage_order", 0) == 1 ? Indices.TENSOR_BY_COLUMNS : Indices.TENSOR);
      case "AveragePool" ->
          new AveragePooling(window(onnx), onnx.integer("count_include_pad", 0) == 1);
      case "GlobalAveragePool" -> GlobalPooling.AVERAGE;
      default -> throw new IllegalArgumentException(onnx.from().operator());
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node/test_averagepool_1d_default",
        "node/test_averagepool_2d_ceil",
        "node/test_averagepool_2d_default",
        "node/test_averagepool_2d_dilations",
        "node/test_averagepool_2d_pads_count_include_pad",
        "node/test_averagepool_2d_precomputed_pads",
        "node/test_averagepool_2d_precomputed_strides",
        "node/test_averagepool_2d_strides",
        "node/test_averagepool_3d_dilations_large_count_include_pad_is_0_ceil_mode_is_False",
        "node/test_averagepool_3d_dilations_large_count_include_pad_is_0_ceil_mode_is_True",
        "node/test_averagepool_3d_dilations_large_count_include_pad_is_1_ceil_mode_is_True",
        "node/test_averagepool_3d_dilations_small",
        "node/test_globalaveragepool_precomputed",
        "node/test_maxpool_1d_default",
        "node/test_maxpool_2d_ceil",
        "node/test_maxpool_2d_default",
        "node/test_maxpool_2d_dilations",
        "node/test_maxpool_2d_precomputed_pads",
        "node/test_maxpool_3d_default",
        "node/test_maxpool_3d_dilations_use_ref_impl",
        "node/test_maxpool_3d_dilations_use_ref_impl_large",
        "node/test_maxpool_with_argmax_2d_precomputed_strides",
        "pytorch-converted/test_MaxPool1d_stride",
        "pytorch-converted/test_MaxPool2d_stride_padding_dilation",
        "pytorch-converted/test_MaxPool3d_stride_padding",
      })
  void conforms(String folder) {
    OnnxLayer onnx = OnnxLayer.read(folder);
    onnx.isDoneBy(layer(onnx), Mode.INFERENCE, 1);
  }
}
