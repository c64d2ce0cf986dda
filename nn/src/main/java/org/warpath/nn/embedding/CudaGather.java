package org.warpath.nn.embedding;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Gather}, a thread an element. */
final class CudaGather implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final DeviceRows rows;

  CudaGather(Gather gather, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    this.scope = scope;
    DeviceTensor indices = binding.inputs().get(1);
    Rows shape = gather.rows(binding.input().shape(), indices.shape());
    rows = new DeviceRows(shape, indices, -shape.rows(), binding.name() + ": index", scope);
  }

  @Override
  public void forward(Mode mode) {
    rows.take(binding.input(), binding.output());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      scope.zero(dx.memory());
      rows.addBack(binding.outputGradient(), dx);
    }
  }
}
