package org.warpath.nn.loss;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Accuracy}: a label is right if fewer than {@code top} classes are before it. */
final class CudaAccuracy implements Step {
  private final int top;
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final DeviceLabels labels;
  private final LineKernels kernels;

  CudaAccuracy(Accuracy accuracy, Binding<DeviceTensor> binding, DeviceScope scope) {
    top = accuracy.top();
    this.binding = binding;
    this.scope = scope;
    labels = new DeviceLabels(binding, accuracy.ignored(), Normalization.VALID, scope);
    kernels = new LineKernels(labels.lines(), labels.kernels());
  }

  @Override
  public void forward(Mode mode) {
    labels.require();
    kernels.launch(
        "loss_hits",
        binding.type().kernelCode(),
        top,
        binding.input().memory(),
        labels.memory(),
        labels.ignored(),
        labels.each());
    labels.writeMean();
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      scope.zero(dx.memory());
    }
  }
}
