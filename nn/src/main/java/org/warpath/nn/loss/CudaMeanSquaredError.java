package org.warpath.nn.loss;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link MeanSquaredError}: shares of as many blocks on every device, added in their order. */
final class CudaMeanSquaredError implements Step {
  private static final int MOST_BLOCKS = 1024;

  private final Binding<DeviceTensor> binding;
  private final Kernels kernels;
  private final int type;
  private final DeviceBuffer x;
  private final DeviceBuffer target;
  private final long count;
  private final LaunchShape shape;
  private final DeviceBuffer divisor;
  private final DeviceBuffer shares;

  CudaMeanSquaredError(Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    kernels = new Kernels(scope, "nn_loss");
    type = binding.type().kernelCode();
    x = binding.inputs().get(0).memory();
    target = binding.inputs().get(1).memory();
    count = binding.input().shape().count();
    shape = LaunchShape.threadEach(Math.min(count, Integer.MAX_VALUE)).atMost(MOST_BLOCKS);
    double[] elements = {count};
    divisor = scope.uploaded(MemorySegment.ofArray(elements), binding.name() + ": divisor");
    shares = scope.doubles(shape.blocks(), binding.name() + ": shares");
  }

  @Override
  public void forward(Mode mode) {
    kernels.launch("loss_squares", shape, type, count, x, target, shares);
    kernels.launch(
        "loss_mean",
        LaunchShape.of(1, LaunchShape.BLOCK),
        type,
        (long) shape.blocks(),
        shares,
        divisor,
        binding.output().memory());
  }

  @Override
  public void backward() {
    backward(binding.inputGradients().get(0), 1);
    backward(binding.inputGradients().get(1), -1);
  }

  private void backward(@Nullable DeviceTensor gradient, int sign) {
    if (gradient != null) {
      kernels.threadEach(
          "loss_squares_slope",
          count,
          type,
          count,
          x,
          target,
          binding.outputGradient().memory(),
          sign,
          gradient.memory());
    }
  }
}
