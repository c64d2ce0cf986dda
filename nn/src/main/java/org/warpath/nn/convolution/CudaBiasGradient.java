package org.warpath.nn.convolution;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** db[m] ← db[m] + the sum of channel m's output gradients; a channel is one block's. */
record CudaBiasGradient(Binding<DeviceTensor> binding, Kernels kernels) implements Runnable {

  /** What adds the gradient; nothing if the layer has no bias. */
  static Runnable of(Binding<DeviceTensor> binding, DeviceScope scope) {
    Kernels kernels = new Kernels(scope, "nn_convolution").in(binding.type());
    return binding.parameters().size() == 2 ? new CudaBiasGradient(binding, kernels) : () -> {};
  }

  @Override
  public void run() {
    DeviceTensor dy = binding.outputGradient();
    Shape shape = dy.shape();
    int places = Math.toIntExact(shape.count(2, shape.rank()));
    kernels.blockEach(
        "nn_convolution_bias_gradient",
        shape.size(1),
        Kernels.threadsFor((long) shape.size(0) * places),
        dy.type().kernelCode(),
        shape.size(0),
        shape.size(1),
        places,
        dy.memory(),
        binding.parameterGradient(1).memory());
  }
}
