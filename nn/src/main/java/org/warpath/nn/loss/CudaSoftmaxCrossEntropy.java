package org.warpath.nn.loss;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link SoftmaxCrossEntropy}: the probabilities are kept for the pass backward. */
final class CudaSoftmaxCrossEntropy implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceLabels labels;
  private final LineKernels kernels;
  private final DeviceTensor probabilities;

  CudaSoftmaxCrossEntropy(
      SoftmaxCrossEntropy layer, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    labels = new DeviceLabels(binding, layer.ignored(), layer.normalization(), scope);
    kernels = new LineKernels(labels.lines(), labels.kernels().in(binding.type()));
    probabilities = binding.own(binding.input().shape(), "probabilities");
  }

  @Override
  public void forward(Mode mode) {
    labels.require();
    kernels.launch(
        "loss_cross_entropy",
        binding.input().type().kernelCode(),
        binding.input().memory(),
        labels.memory(),
        labels.ignored(),
        probabilities.memory(),
        labels.each());
    labels.writeMean();
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      labels.writeSlope(probabilities, true, dx);
    }
  }
}
