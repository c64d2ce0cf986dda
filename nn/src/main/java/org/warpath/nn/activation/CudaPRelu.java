package org.warpath.nn.activation;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** Not written yet. */
final class CudaPRelu implements Step {
  CudaPRelu(PRelu layer, Binding<DeviceTensor> binding, DeviceScope scope) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forward(Mode mode) {}

  @Override
  public void backward() {}
}
