package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Concat}, a launch for each input. */
final class CudaConcat implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceStripes stripes;

  CudaConcat(Stripes whole, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    stripes = new DeviceStripes(whole, scope);
  }

  @Override
  public void forward(Mode mode) {
    long offset = 0;
    for (DeviceTensor input : binding.inputs()) {
      stripes.join(input, binding.output(), offset);
      offset += stripes.width(input);
    }
  }

  @Override
  public void backward() {
    long offset = 0;
    for (int i = 0; i < binding.inputs().size(); i++) {
      DeviceTensor gradient = binding.inputGradients().get(i);
      if (gradient != null) {
        stripes.cut(binding.outputGradient(), offset, gradient);
      }
      offset += stripes.width(binding.inputs().get(i));
    }
  }
}
