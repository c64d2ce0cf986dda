package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Split}, a launch for each output. */
final class CudaSplit implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final DeviceStripes stripes;

  CudaSplit(Stripes whole, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    this.scope = scope;
    stripes = new DeviceStripes(whole, scope);
  }

  @Override
  public void forward(Mode mode) {
    long offset = 0;
    for (DeviceTensor output : binding.outputs()) {
      stripes.cut(binding.input(), offset, output);
      offset += stripes.width(output);
    }
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    if (binding.outputs().stream().mapToLong(stripes::width).sum() < stripes.width(dx)) {
      scope.zero(dx.memory()); // outputs that nobody asked for have no gradient
    }
    long offset = 0;
    for (DeviceTensor gradient : binding.outputGradients()) {
      stripes.join(gradient, dx, offset);
      offset += stripes.width(gradient);
    }
  }
}
