package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.elements.BinaryFunction;
import org.warpath.linalg.elements.DeviceElementwise;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Stored} on a device. */
final class CudaStored implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final DeviceElementwise elementwise;

  CudaStored(Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    this.scope = scope;
    elementwise = new DeviceElementwise(scope);
  }

  @Override
  public void forward(Mode mode) {
    scope.copy(binding.parameters().getFirst().memory(), binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceTensor gradient = binding.parameterGradients().getFirst();
    if (gradient == null) {
      return;
    }
    DeviceMatrix sum = line(gradient);
    elementwise.apply(BinaryFunction.ADD, sum, line(binding.outputGradient()), sum);
  }

  private static DeviceMatrix line(DeviceTensor tensor) {
    return tensor.matrix(1, Math.toIntExact(tensor.shape().count()));
  }
}
