package org.warpath.nn.network;

import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.elements.BinaryFunction;
import org.warpath.linalg.elements.DeviceElementwise;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.solver.CudaUpdate;
import org.warpath.nn.solver.Update;
import org.warpath.nn.solver.UpdateRule;
import org.warpath.nn.solver.UpdateStep;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** A device's memory, in one scope. */
final class DeviceMemory implements Memory<DeviceTensor> {
  private final DeviceScope scope;
  private final DeviceElementwise elementwise;

  DeviceMemory(Device device) {
    scope = device.scope();
    elementwise = new DeviceElementwise(scope);
  }

  @Override
  public DeviceTensor allocate(ElementType type, Shape shape, String what) {
    DeviceTensor tensor = DeviceTensor.allocate(scope, type, shape, what);
    scope.zero(tensor.memory());
    return tensor;
  }

  @Override
  public void write(Tensor from, DeviceTensor to) {
    Tensor same = from.type() == to.type() ? from : from.as(to.type());
    scope.upload(same.memory(), to.memory());
  }

  @Override
  public void read(DeviceTensor from, Tensor to) {
    Tensor same = from.type() == to.type() ? to : Tensor.zeros(from.type(), from.shape());
    scope.download(from.memory(), same.memory());
    if (same != to) {
      to.copyFrom(same);
    }
  }

  @Override
  public void zero(DeviceTensor tensor) {
    scope.zero(tensor.memory());
  }

  @Override
  public void add(DeviceTensor from, DeviceTensor to) {
    DeviceMatrix sum = line(to);
    elementwise.apply(BinaryFunction.ADD, sum, line(from), sum);
  }

  private static DeviceMatrix line(DeviceTensor tensor) {
    return tensor.matrix(1, Math.toIntExact(tensor.shape().count()));
  }

  @Override
  public DeviceTensor first(DeviceTensor tensor, Shape shape) {
    return tensor.slice(0, shape);
  }

  @Override
  public Step bind(Layer layer, Binding<DeviceTensor> binding) {
    return layer.onCuda(binding, scope);
  }

  @Override
  public UpdateStep bind(Update<DeviceTensor> update, UpdateRule.Form form) {
    return new CudaUpdate(update, form, scope);
  }

  @Override
  public void close() {
    scope.close();
  }
}
