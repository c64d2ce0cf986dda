package org.warpath.nn.pooling;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link GlobalPooling} on a device: nn_global_pooling.cu. */
final class CudaGlobalPooling implements Step {
  private final Binding<DeviceTensor> binding;
  private final Kernels kernels;
  private final int max;
  private final int length;
  private final long channels;
  private final DeviceBuffer places;

  CudaGlobalPooling(Binding<DeviceTensor> binding, GlobalPooling layer, DeviceScope scope) {
    this.binding = binding;
    kernels = new Kernels(scope, "nn_global_pooling").in(binding.type());
    max = layer == GlobalPooling.MAX ? 1 : 0;
    length = GlobalPooling.length(binding.input().shape());
    channels = binding.output().shape().count();
    places = scope.ints(channels, binding.name() + ": places of maxima");
  }

  @Override
  public void forward(Mode mode) {
    kernels.warpEach(
        "nn_global_pooling",
        channels,
        binding.type().kernelCode(),
        max,
        channels,
        length,
        binding.input().memory(),
        binding.output().memory(),
        places);
  }

  @Override
  public void backward() {
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      kernels.threadEach(
          "nn_global_pooling_backward",
          inputGradient.shape().count(),
          binding.type().kernelCode(),
          max,
          channels,
          length,
          places,
          binding.outputGradient().memory(),
          inputGradient.memory());
    }
  }
}
