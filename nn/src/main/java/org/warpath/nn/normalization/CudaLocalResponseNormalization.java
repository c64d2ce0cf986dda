package org.warpath.nn.normalization;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Precision;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** {@link LocalResponseNormalization} on a device: nn_local_response.cu. */
final class CudaLocalResponseNormalization implements Step {
  private final Binding<DeviceTensor> binding;
  private final LocalResponseNormalization layer;
  private final Kernels kernels;
  private final Precision precision;
  private final int type;
  private final long items;
  private final long channels;
  private final long length;
  private final DeviceBuffer bases;

  CudaLocalResponseNormalization(
      Binding<DeviceTensor> binding, LocalResponseNormalization layer, DeviceScope scope) {
    this.binding = binding;
    this.layer = layer;
    kernels = new Kernels(scope, "nn_local_response").in(binding.type());
    precision = Precision.of(binding.type());
    type = binding.type().kernelCode();
    Shape input = binding.input().shape();
    items = input.count();
    channels = input.size(1);
    length = input.count(2, input.rank());
    // Only gradients need them.
    long kept = Math.max(1, binding.isTrained() ? items : 1);
    bases = scope.bytes(kept * precision.byteSize(), binding.name() + ": bases");
  }

  private Number factor() {
    return precision.number(layer.alpha() / layer.size());
  }

  @Override
  public void forward(Mode mode) {
    kernels.threadEach(
        "nn_local_response",
        items,
        type,
        items,
        channels,
        length,
        layer.before(),
        layer.behind(),
        factor(),
        precision.number(layer.beta()),
        precision.number(layer.bias()),
        binding.input().memory(),
        binding.isTrained() ? 1 : 0,
        bases,
        binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      kernels.threadEach(
          "nn_local_response_backward",
          items,
          type,
          items,
          channels,
          length,
          layer.before(),
          layer.behind(),
          factor(),
          precision.number(layer.beta()),
          binding.input().memory(),
          bases,
          binding.outputGradient().memory(),
          inputGradient.memory());
    }
  }
}
