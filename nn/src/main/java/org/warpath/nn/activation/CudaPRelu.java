package org.warpath.nn.activation;

import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** {@link PRelu}: a thread an element; a slope's gradient by a warp a run, whose sums are added. */
final class CudaPRelu implements Step {
  private final Binding<DeviceTensor> binding;
  private final Kernels kernels;
  private final int type;
  private final long count;
  private final long run;
  private final long runs;
  private final int channels;
  private final DeviceBuffer shares;

  CudaPRelu(PRelu layer, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    kernels = new Kernels(scope, "nn_prelu");
    type = binding.type().kernelCode();
    Shape input = binding.input().shape();
    count = input.count();
    run = layer.run(input);
    runs = run == 0 ? 0 : count / run;
    channels = layer.channels(input);
    shares = scope.doubles(Math.max(1, runs), binding.name() + ": shares");
  }

  private DeviceBuffer slope() {
    return binding.parameters().getFirst().memory();
  }

  @Override
  public void forward(Mode mode) {
    kernels
        .in(binding.type())
        .threadEach(
            "prelu_value",
            count,
            type,
            count,
            run,
            channels,
            binding.input().memory(),
            slope(),
            binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceBuffer x = binding.input().memory();
    DeviceBuffer dy = binding.outputGradient().memory();
    kernels.warpEach("prelu_shares", runs, type, runs, run, x, dy, shares);
    DeviceBuffer gradient = binding.parameterGradient(0).memory();
    kernels.threadEach("prelu_gradient", channels, type, runs, channels, shares, gradient);
    DeviceTensor dx = binding.inputGradient();
    if (dx != null) {
      kernels
          .in(binding.type())
          .threadEach("prelu_back", count, type, count, run, channels, x, slope(), dy, dx.memory());
    }
  }
}
