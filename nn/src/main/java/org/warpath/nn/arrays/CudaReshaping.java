package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Reshaping} by copies of memory. */
final class CudaReshaping implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;

  CudaReshaping(Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    this.scope = scope;
  }

  @Override
  public void forward(Mode mode) {
    scope.copy(binding.input().memory(), binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      scope.copy(binding.outputGradient().memory(), dx.memory());
    }
  }
}
