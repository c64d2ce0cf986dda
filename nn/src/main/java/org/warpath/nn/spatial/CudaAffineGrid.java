package org.warpath.nn.spatial;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link AffineGrid} on a device: nn_affine_grid.cu. */
final class CudaAffineGrid implements Step {
  private final Binding<DeviceTensor> binding;
  private final AffineGrid layer;
  private final Kernels kernels;

  CudaAffineGrid(Binding<DeviceTensor> binding, AffineGrid layer, DeviceScope scope) {
    this.binding = binding;
    this.layer = layer;
    kernels = new Kernels(scope, "nn_affine_grid").in(binding.type());
  }

  private long examples() {
    return binding.output().shape().size(0);
  }

  @Override
  public void forward(Mode mode) {
    long items = binding.output().shape().count();
    kernels.threadEach("nn_affine_grid", items, arguments(binding.input(), binding.output()));
  }

  @Override
  public void backward() {
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      long entries = inputGradient.shape().count();
      kernels.blockEach(
          "nn_affine_grid_backward",
          entries,
          LaunchShape.BLOCK,
          arguments(binding.outputGradient(), inputGradient));
    }
  }

  private Object[] arguments(DeviceTensor from, DeviceTensor to) {
    return new Object[] {
      binding.type().kernelCode(),
      examples(),
      layer.rank(),
      layer.size(0),
      layer.size(1),
      layer.size(2),
      layer.alignsCorners() ? 1 : 0,
      from.memory(),
      to.memory()
    };
  }
}
