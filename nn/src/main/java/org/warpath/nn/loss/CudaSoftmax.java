package org.warpath.nn.loss;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Launches;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Softmax} line by line. */
final class CudaSoftmax implements Step {
  private final int logarithm;
  private final Binding<DeviceTensor> binding;
  private final LineLaunches launches;

  CudaSoftmax(Softmax softmax, Binding<DeviceTensor> binding, DeviceScope scope) {
    logarithm = softmax.isLogarithm() ? 1 : 0;
    this.binding = binding;
    Lines lines = softmax.lines(binding.input().shape());
    launches = new LineLaunches(lines, scope, "nn_softmax");
  }

  @Override
  public void forward(Mode mode) {
    launches.launch(
        Launches.of("softmax_value", binding.type()),
        binding.type().kernelCode(),
        logarithm,
        binding.input().memory(),
        binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      launches.launch(
          Launches.of("softmax_slope", binding.type()),
          binding.type().kernelCode(),
          logarithm,
          binding.output().memory(),
          binding.outputGradient().memory(),
          dx.memory());
    }
  }
}
