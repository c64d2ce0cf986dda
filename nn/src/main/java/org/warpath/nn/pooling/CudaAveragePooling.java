package org.warpath.nn.pooling;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link AveragePooling} on a device: nn_pooling.cu and nn_pooling_backward.cu. */
final class CudaAveragePooling implements Step {
  private final Binding<DeviceTensor> binding;
  private final Kernels forward;
  private final Kernels backward;
  private final Planes planes;
  private final DeviceBuffer axes;
  private final int padding;

  CudaAveragePooling(Binding<DeviceTensor> binding, AveragePooling layer, DeviceScope scope) {
    this.binding = binding;
    forward = new Kernels(scope, "nn_pooling").in(binding.type());
    backward = new Kernels(scope, "nn_pooling_backward").in(binding.type());
    planes = Planes.of(layer.window(), binding.input().shape(), binding.output().shape());
    axes = planes.uploaded(scope);
    padding = layer.countsPadding() ? 1 : 0;
  }

  @Override
  public void forward(Mode mode) {
    launch(forward, "nn_pooling_average", binding.input(), binding.output());
  }

  @Override
  public void backward() {
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      launch(backward, "nn_pooling_average_backward", binding.outputGradient(), inputGradient);
    }
  }

  private void launch(Kernels kernels, String kernel, DeviceTensor from, DeviceTensor to) {
    kernels.threadEach(
        kernel,
        to.shape().count(),
        binding.type().kernelCode(),
        (long) planes.count(),
        axes,
        padding,
        from.memory(),
        to.memory());
  }
}
