package org.warpath.nn.dropout;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Dropout}: passes are counted on the device, so that nothing waits. */
final class CudaDropout implements Step {
  private static final long ALL = 0;

  private final Dropout dropout;
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final Kernels kernels;

  CudaDropout(Dropout dropout, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.dropout = dropout;
    this.binding = binding;
    this.scope = scope;
    kernels = new Kernels(scope, "nn_dropout");
  }

  private DeviceTensor passes() {
    return binding.parameters().getFirst();
  }

  @Override
  public void forward(Mode mode) {
    DeviceTensor x = binding.input();
    boolean isTraining = mode == Mode.TRAINING;
    if (isTraining) {
      kernels.launch(
          "dropout_count", LaunchShape.of(1, 1), x.type().kernelCode(), passes().memory());
      apply(x, binding.output(), dropout.threshold(), dropout.scale(), false);
    } else {
      scope.copy(x.memory(), binding.output().memory());
    }
    if (binding.outputs().size() > 1) {
      apply(x, binding.outputs().get(1), isTraining ? dropout.threshold() : ALL, 1, true);
    }
  }

  private void apply(DeviceTensor x, DeviceTensor y, long threshold, double scale, boolean isMask) {
    long count = x.shape().count();
    kernels
        .in(x.type())
        .threadEach(
            "dropout_apply",
            count,
            x.type().kernelCode(),
            count,
            binding.seed(),
            threshold,
            scale,
            isMask ? 1 : 0,
            passes().memory(),
            x.memory(),
            y.memory());
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      apply(binding.outputGradient(), dx, dropout.threshold(), dropout.scale(), false);
    }
  }
}
