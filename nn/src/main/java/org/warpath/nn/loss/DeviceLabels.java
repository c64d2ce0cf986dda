package org.warpath.nn.loss;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceIndices;
import org.warpath.nn.tensor.DeviceTensor;

/**
 * What losses of scores and labels share on a device: the check of labels, and the sum of what all
 * lose by its divisor.
 */
final class DeviceLabels {
  private static final LaunchShape ONE_BLOCK = LaunchShape.of(1, LaunchShape.BLOCK);

  private final Binding<DeviceTensor> binding;
  private final Lines lines;
  private final double ignored;
  private final boolean isCounted;
  private final DeviceIndices check;
  private final Kernels kernels;
  private final DeviceBuffer each;
  private final DeviceBuffer divisor;

  DeviceLabels(
      Binding<DeviceTensor> binding,
      @Nullable Integer ignored,
      Normalization normalization,
      DeviceScope scope) {
    this.binding = binding;
    lines = Lines.ofClasses(binding.input().shape());
    this.ignored = ignored == null ? DeviceIndices.NONE : ignored;
    isCounted = ignored != null && normalization == Normalization.VALID;
    check = new DeviceIndices(scope, 0, lines.length(), this.ignored, binding.name() + ": label");
    kernels = new Kernels(scope, "nn_loss");
    each = scope.doubles(Math.max(1, lines.count()), binding.name() + ": of each");
    double[] number = {normalization.divisor(lines, lines.count())};
    divisor = scope.uploaded(MemorySegment.ofArray(number), binding.name() + ": divisor");
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

  /** The label that does not count; NaN for none. */
  double ignored() {
    return ignored;
  }

  void require() {
    check.require(binding.inputs().get(1));
  }

  /** The output ← the sum of {@link #each} by the divisor. */
  void writeMean() {
    int type = binding.type().kernelCode();
    if (isCounted) {
      kernels.launch("loss_valid", ONE_BLOCK, type, lines.count(), memory(), ignored, divisor);
    }
    kernels.launch(
        "loss_mean", ONE_BLOCK, type, lines.count(), each, divisor, binding.output().memory());
  }

  /** dx ← (base − [class is label]) · dy / divisor, without a base 0 in its place. */
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
            ignored,
            divisor,
            binding.outputGradient().memory(),
            dx.memory());
  }
}
