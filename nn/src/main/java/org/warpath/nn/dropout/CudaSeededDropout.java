package org.warpath.nn.dropout;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.elements.BinaryFunction;
import org.warpath.linalg.elements.DeviceElementwise;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link SeededDropout} on a device. */
final class CudaSeededDropout implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceTensor mask;
  private final DeviceTensor ones;
  private final double scale;
  private final DeviceScope scope;
  private final DeviceElementwise elementwise;

  CudaSeededDropout(
      Binding<DeviceTensor> binding,
      DeviceTensor mask,
      DeviceTensor ones,
      double scale,
      DeviceScope scope) {
    this.binding = binding;
    this.mask = mask;
    this.ones = ones;
    this.scale = scale;
    this.scope = scope;
    elementwise = new DeviceElementwise(scope);
  }

  @Override
  public void forward(Mode mode) {
    boolean isTraining = mode == Mode.TRAINING;
    if (isTraining) {
      apply(binding.input(), binding.output());
    } else {
      scope.copy(binding.input().memory(), binding.output().memory());
    }
    if (binding.outputs().size() > 1) {
      DeviceTensor from = isTraining ? mask : ones;
      scope.copy(from.memory(), binding.outputs().get(1).memory());
    }
  }

  private void apply(DeviceTensor x, DeviceTensor y) {
    DeviceMatrix result = line(y);
    elementwise.apply(BinaryFunction.MULTIPLY, line(x), line(mask), result);
    elementwise.add(scale, result, 0, result, result);
  }

  private static DeviceMatrix line(DeviceTensor tensor) {
    return tensor.matrix(1, Math.toIntExact(tensor.shape().count()));
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      apply(binding.outputGradient(), dx);
    }
  }
}
