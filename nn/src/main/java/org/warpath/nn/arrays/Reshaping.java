package org.warpath.nn.arrays;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Tensor;

/** A layer whose output has its input's elements in another shape: one copy each way. */
sealed interface Reshaping extends Layer permits Flatten, Identity, Reshape, Squeeze, Unsqueeze {

  @Override
  default Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuReshaping(binding, threads);
  }

  @Override
  default Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaReshaping(binding, scope);
  }
}
