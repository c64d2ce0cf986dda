package org.warpath.nn.loss;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link NegativeLogLikelihood}: one element a line is read. */
final class CudaNegativeLogLikelihood implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceLabels labels;

  CudaNegativeLogLikelihood(Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    labels = new DeviceLabels(binding, null, Normalization.VALID, scope);
  }

  @Override
  public void forward(Mode mode) {
    labels.require();
    Lines lines = labels.lines();
    labels
        .kernels()
        .threadEach(
            "loss_at_label",
            lines.count(),
            binding.type().kernelCode(),
            lines.count(),
            (long) lines.length(),
            lines.inner(),
            binding.input().memory(),
            labels.memory(),
            labels.each());
    labels.writeMean();
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      labels.writeSlope(binding.input(), false, dx);
    }
  }
}
