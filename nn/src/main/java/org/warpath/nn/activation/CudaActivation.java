package org.warpath.nn.activation;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Activation}, a thread an element. */
final class CudaActivation implements Step {
  private final Activation activation;
  private final Binding<DeviceTensor> binding;
  private final Kernels kernels;
  private final long count;

  CudaActivation(Activation activation, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.activation = activation;
    this.binding = binding;
    kernels = new Kernels(scope, "nn_activation").in(binding.type());
    count = binding.input().shape().count();
  }

  @Override
  public void forward(Mode mode) {
    kernels.threadEach(
        "activation_value",
        count,
        activation.function().kernelCode(),
        binding.type().kernelCode(),
        count,
        activation.alpha(),
        activation.beta(),
        binding.input().memory(),
        binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    boolean isOfValue = activation.function().slopeIsOfValue();
    kernels.threadEach(
        "activation_slope",
        count,
        activation.function().kernelCode(),
        binding.type().kernelCode(),
        count,
        activation.alpha(),
        activation.beta(),
        (isOfValue ? binding.output() : binding.input()).memory(),
        binding.outputGradient().memory(),
        dx.memory());
  }
}
