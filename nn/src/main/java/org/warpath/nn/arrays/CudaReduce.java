package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** {@link Reduce}; backward, each gradient goes to all elements of its sum. */
final class CudaReduce implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceSum sum;
  private final DeviceMove spread;
  private final double factor;

  CudaReduce(Reduce reduce, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    Shape shape = binding.input().shape();
    sum = new DeviceSum(reduce.fold(shape), scope, binding.name());
    Nest nest = Nest.of(shape, Nest.repeated(reduce.kept(shape), shape));
    spread = new DeviceMove(nest, scope, binding.name());
    factor = reduce.factor(shape);
  }

  @Override
  public void forward(Mode mode) {
    sum.apply(binding.input(), factor, binding.output());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      spread.apply(binding.outputGradient(), factor, dx);
    }
  }
}
