package org.warpath.nn.loss;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link PoissonLoss}, a thread an element. */
final class CudaPoissonLoss implements Step {
  private final Binding<DeviceTensor> binding;
  private final Kernels kernels;
  private final int type;
  private final DeviceBuffer x;
  private final DeviceBuffer target;
  private final long count;

  CudaPoissonLoss(Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    kernels = new Kernels(scope, "nn_loss");
    type = binding.type().kernelCode();
    x = binding.inputs().get(0).memory();
    target = binding.inputs().get(1).memory();
    count = binding.input().shape().count();
  }

  @Override
  public void forward(Mode mode) {
    kernels.threadEach("loss_poisson", count, type, count, x, target, binding.output().memory());
  }

  @Override
  public void backward() {
    backward(binding.inputGradients().get(0), 1);
    backward(binding.inputGradients().get(1), 0);
  }

  private void backward(@Nullable DeviceTensor gradient, int isOfX) {
    if (gradient != null) {
      kernels.threadEach(
          "loss_poisson_slope",
          count,
          type,
          count,
          isOfX,
          x,
          target,
          binding.outputGradient().memory(),
          gradient.memory());
    }
  }
}
