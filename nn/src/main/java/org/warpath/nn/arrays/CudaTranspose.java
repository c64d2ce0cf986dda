package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Transpose}. */
final class CudaTranspose implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceTurn forward;
  private final DeviceTurn backward;

  CudaTranspose(Transpose transpose, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    int[] order = transpose.order(binding.input().shape().rank());
    Turn there = Turn.of(binding.input().shape(), order);
    Turn back = Turn.of(binding.output().shape(), Turn.inverse(order));
    forward = new DeviceTurn(there, scope, binding.name());
    backward = new DeviceTurn(back, scope, binding.name());
  }

  @Override
  public void forward(Mode mode) {
    forward.apply(binding.input(), binding.output());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      backward.apply(binding.outputGradient(), dx);
    }
  }
}
