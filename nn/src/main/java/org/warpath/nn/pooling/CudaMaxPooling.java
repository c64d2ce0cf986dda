package org.warpath.nn.pooling;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link MaxPooling} on a device: nn_pooling.cu and nn_pooling_backward.cu. */
final class CudaMaxPooling implements Step {
  private static final int NONE = -1;

  private final Binding<DeviceTensor> binding;
  private final Kernels kernels;
  private final Kernels backward;
  private final Planes planes;
  private final DeviceBuffer axes;
  private final DeviceBuffer places;
  private final int counts;

  CudaMaxPooling(Binding<DeviceTensor> binding, MaxPooling layer, DeviceScope scope) {
    this.binding = binding;
    kernels = new Kernels(scope, "nn_pooling").in(binding.type());
    backward = new Kernels(scope, "nn_pooling_backward").in(binding.type());
    planes = Planes.of(layer.window(), binding.input().shape(), binding.output().shape());
    axes = planes.uploaded(scope);
    // Only gradients need them.
    long kept = binding.isTrained() ? binding.output().shape().count() : 1;
    places = scope.ints(kept, binding.name() + ": places of maxima");
    counts = binding.outputs().size() > 1 ? code(layer.indices()) : NONE;
  }

  private static int code(Indices indices) {
    return switch (indices) {
      case TENSOR -> 0;
      case TENSOR_BY_COLUMNS -> 1;
      case CHANNEL -> 2;
    };
  }

  @Override
  public void forward(Mode mode) {
    kernels.threadEach(
        "nn_pooling_max",
        binding.output().shape().count(),
        binding.type().kernelCode(),
        (long) planes.count(),
        axes,
        binding.input().memory(),
        binding.output().memory(),
        binding.isTrained() ? 1 : 0,
        places,
        counts,
        binding.outputs().getLast().memory());
  }

  @Override
  public void backward() {
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      backward.threadEach(
          "nn_pooling_max_backward",
          inputGradient.shape().count(),
          binding.type().kernelCode(),
          (long) planes.count(),
          axes,
          places,
          binding.outputGradient().memory(),
          inputGradient.memory());
    }
  }
}
