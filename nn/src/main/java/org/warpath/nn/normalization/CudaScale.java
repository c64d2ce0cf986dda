package org.warpath.nn.normalization;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Scale} on a device: normalisation by a mean of 0 and a variance of 1. */
final class CudaScale implements Step {
  private final CudaChannels channels;

  CudaScale(Binding<DeviceTensor> binding, Scale layer, DeviceScope scope) {
    channels = new CudaChannels(binding, true, layer.hasBias(), scope);
  }

  @Override
  public void forward(Mode mode) {
    channels.normalise();
  }

  @Override
  public void backward() {
    channels.backward(true, 0);
  }
}
