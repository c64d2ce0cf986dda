package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;

/** The definition's sums on a device: {@code nn_convolution.cu}. */
final class CudaDirectConvolver implements Convolver<DeviceTensor> {
  private final Geometry geometry;
  private final Kernels kernels;
  private final DeviceBuffer window;

  CudaDirectConvolver(Geometry geometry, ElementType type, DeviceScope scope) {
    this.geometry = geometry;
    kernels = new Kernels(scope, "nn_convolution").in(type);
    window = geometry.uploaded(scope);
  }

  @Override
  public void forward(
      DeviceTensor x, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor y) {
    kernels.threadEach(
        "nn_convolution_forward",
        y.shape().count(),
        y.type().kernelCode(),
        window,
        x.memory(),
        w.memory(),
        Kernels.flag(start),
        Kernels.orAny(start, w),
        y.memory());
  }

  @Override
  public void inputGradient(
      DeviceTensor dy, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor dx) {
    kernels.threadEach(
        "nn_convolution_input_gradient",
        dx.shape().count(),
        dx.type().kernelCode(),
        window,
        dy.memory(),
        w.memory(),
        Kernels.flag(start),
        Kernels.orAny(start, w),
        dx.memory());
  }

  @Override
  public void weightGradient(DeviceTensor x, DeviceTensor dy, DeviceTensor dw) {
    kernels.blockEach(
        "nn_convolution_weight_gradient",
        geometry.weights(),
        Kernels.threadsFor((long) geometry.batch() * geometry.outputPlaces()),
        dw.type().kernelCode(),
        window,
        x.memory(),
        dy.memory(),
        dw.memory());
  }
}
