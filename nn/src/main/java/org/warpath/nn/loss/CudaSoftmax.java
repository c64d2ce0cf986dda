package org.warpath.nn.loss;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Softmax} line by line. */
final class CudaSoftmax implements Step {
  private final int logarithm;
  private final Binding<DeviceTensor> binding;
  private final LineKernels kernels;

  CudaSoftmax(Softmax softmax, Binding<DeviceTensor> binding, DeviceScope scope) {
    logarithm = softmax.isLogarithm() ? 1 : 0;
    this.binding = binding;
    Lines lines = softmax.lines(binding.input().shape());
    kernels = new LineKernels(lines, new Kernels(scope, "nn_softmax").in(binding.type()));
  }

  @Override
  public void forward(Mode mode) {
    kernels.launch(
        "softmax_value",
        binding.type().kernelCode(),
        logarithm,
        binding.input().memory(),
        binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      kernels.launch(
          "softmax_slope",
          binding.type().kernelCode(),
          logarithm,
          binding.output().memory(),
          binding.outputGradient().memory(),
          dx.memory());
    }
  }
}
