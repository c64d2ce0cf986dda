package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.tensor.DeviceTensor;

/** The definition's sums on a device: {@code nn_convolution.cu}. */
final class CudaDirectConvolver implements Convolver<DeviceTensor> {
  private static final String FILE = "nn_convolution";

  private final Geometry geometry;
  private final CudaKernels kernels;
  private final DeviceBuffer window;

  CudaDirectConvolver(Geometry geometry, DeviceScope scope) {
    this.geometry = geometry;
    kernels = new CudaKernels(scope);
    window = kernels.window(geometry);
  }

  @Override
  public void forward(
      DeviceTensor x, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor y) {
    kernels.threads(
        FILE,
        "nn_convolution_forward",
        y.type(),
        y.shape().count(),
        window,
        x.memory(),
        w.memory(),
        CudaKernels.flag(start),
        CudaKernels.orAny(start, w),
        y.memory());
  }

  @Override
  public void inputGradient(
      DeviceTensor dy, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor dx) {
    kernels.threads(
        FILE,
        "nn_convolution_input_gradient",
        dx.type(),
        dx.shape().count(),
        window,
        dy.memory(),
        w.memory(),
        CudaKernels.flag(start),
        CudaKernels.orAny(start, w),
        dx.memory());
  }

  @Override
  public void weightGradient(DeviceTensor x, DeviceTensor dy, DeviceTensor dw) {
    kernels.blocks(
        FILE,
        "nn_convolution_weight_gradient",
        dw.type(),
        geometry.weights(),
        (long) geometry.batch() * geometry.outputPlaces(),
        window,
        x.memory(),
        dy.memory(),
        dw.memory());
  }
}
