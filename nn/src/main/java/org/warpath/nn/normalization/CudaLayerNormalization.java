package org.warpath.nn.normalization;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Precision;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** {@link LayerNormalization} on a device: nn_layer_normalization.cu. */
final class CudaLayerNormalization implements Step {
  private static final long ROWS = 32;
  private static final long MOST_PIECES = 64;

  private final Binding<DeviceTensor> binding;
  private final LayerNormalization layer;
  private final Kernels kernels;
  private final Precision precision;
  private final int type;
  private final long rows;
  private final long length;
  private final long pieces;
  private final DeviceBuffer means;
  private final DeviceBuffer inverses;
  private final DeviceBuffer partial;

  CudaLayerNormalization(
      Binding<DeviceTensor> binding, LayerNormalization layer, DeviceScope scope) {
    this.binding = binding;
    this.layer = layer;
    kernels = new Kernels(scope, "nn_layer_normalization").in(binding.type());
    precision = Precision.of(binding.type());
    type = binding.type().kernelCode();
    Shape input = binding.input().shape();
    length = layer.normalised(input).count();
    rows = length == 0 ? 0 : input.count() / length;
    pieces = Math.clamp(rows / ROWS, 1, MOST_PIECES);
    means = reals(scope, rows, "means");
    inverses = reals(scope, rows, "inverses");
    boolean sums = binding.isTrained() && layer.hasScale();
    partial = reals(scope, sums ? 2 * pieces * length : 1, "partial sums");
  }

  private DeviceBuffer reals(DeviceScope scope, long count, String what) {
    return scope.bytes(Math.max(1, count) * precision.byteSize(), binding.name() + ": " + what);
  }

  private int has() {
    return layer.hasScale() ? 1 : 0;
  }

  private DeviceBuffer parameter(int index) {
    // Something, where nothing is read.
    return layer.hasScale() ? binding.parameters().get(index).memory() : partial;
  }

  @Override
  public void forward(Mode mode) {
    kernels.blockEach(
        "nn_layer_normalise",
        rows,
        LaunchShape.BLOCK,
        type,
        rows,
        length,
        precision.number(layer.epsilon()),
        has(),
        parameter(0),
        parameter(1),
        binding.input().memory(),
        means,
        inverses,
        binding.output().memory());
  }

  @Override
  public void backward() {
    if (layer.hasScale()) {
      parameterGradients();
    }
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      kernels.blockEach(
          "nn_layer_backward",
          rows,
          LaunchShape.BLOCK,
          type,
          rows,
          length,
          has(),
          parameter(0),
          means,
          inverses,
          binding.input().memory(),
          binding.outputGradient().memory(),
          inputGradient.memory());
    }
  }

  private void parameterGradients() {
    kernels.threadEach(
        "nn_layer_sums",
        pieces * length,
        type,
        rows,
        length,
        pieces,
        means,
        inverses,
        binding.input().memory(),
        binding.outputGradient().memory(),
        partial);
    kernels.threadEach(
        "nn_layer_add",
        length,
        type,
        length,
        pieces,
        partial,
        binding.parameterGradient(0).memory(),
        binding.parameterGradient(1).memory());
  }
}
