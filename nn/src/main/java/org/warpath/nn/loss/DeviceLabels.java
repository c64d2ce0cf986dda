package org.warpath.nn.loss;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceIndices;
import org.warpath.nn.tensor.DeviceTensor;

/** What losses of scores and labels share on a device: the check of labels, and the mean. */
final class DeviceLabels {
  private final Binding<DeviceTensor> binding;
  private final Lines lines;
  private final DeviceIndices check;
  private final Kernels kernels;
  private final DeviceBuffer each;

  DeviceLabels(Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    lines = Lines.ofClasses(binding.input().shape());
    check = new DeviceIndices(scope, 0, lines.length(), binding.name() + ": label");
    kernels = new Kernels(scope, "nn_loss");
    each = scope.doubles(Math.max(1, lines.count()), binding.name() + ": of each");
  }

  Lines lines() {
    return lines;
  }

  Kernels kernels() {
    return kernels;
  }

  /** float64, one for each line. */
  DeviceBuffer each() {
    return each;
  }

  DeviceBuffer memory() {
    return binding.inputs().get(1).memory();
  }

  void require() {
    check.require(binding.inputs().get(1));
  }

  /** The output ← the mean of {@link #each}. */
  void writeMean() {
    kernels.launch(
        "loss_mean",
        LaunchShape.of(1, LaunchShape.BLOCK),
        binding.type().kernelCode(),
        lines.count(),
        each,
        (double) lines.count(),
        binding.output().memory());
  }

  /** dx ← (base − [class is label]) · dy / count, without a base 0 in its place. */
  void writeSlope(DeviceTensor base, boolean isWithBase, DeviceTensor dx) {
    kernels
        .in(dx.type())
        .threadEach(
            "loss_label_slope",
            dx.shape().count(),
            dx.type().kernelCode(),
            lines.count(),
            (long) lines.length(),
            lines.inner(),
            isWithBase ? 1 : 0,
            base.memory(),
            memory(),
            binding.outputGradient().memory(),
            dx.memory());
  }
}
