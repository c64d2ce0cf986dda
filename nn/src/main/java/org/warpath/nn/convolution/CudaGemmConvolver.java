package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/**
 * Patches of several images as a matrix, times the weights by cuBLAS: {@code nn_im2col.cu}. A
 * product for each group and each part of the batch.
 */
final class CudaGemmConvolver implements Convolver<DeviceTensor> {
  private static final long MOST_BYTES = 128L << 20;

  private final Geometry geometry;
  private final ElementType type;
  private final Kernels kernels;
  private final DeviceBlas blas;
  private final DeviceBuffer window;
  private final DeviceTensor memory;
  private final int images;

  CudaGemmConvolver(Geometry geometry, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.geometry = geometry;
    type = binding.type();
    kernels = new Kernels(scope, "nn_im2col").in(type);
    blas = new DeviceBlas(scope);
    window = geometry.uploaded(scope);
    long image = (long) geometry.outputPlaces() * (geometry.depthOfSum() + geometry.groupOutputs());
    long fitting = MOST_BYTES / Math.max(1, image * type.byteSize());
    images = Math.clamp(fitting, 1, Math.max(1, geometry.batch()));
    memory = binding.shared(Shape.of(Math.toIntExact(images * image)), "patches");
  }

  /** A part of the batch and a group: its patches and its outputs as matrices. */
  private record Part(
      int group, int first, int images, DeviceTensor columns, DeviceTensor outputs) {}

  @FunctionalInterface
  private interface Body {
    void accept(Part part, DeviceMatrix columns, DeviceMatrix outputs);
  }

  private void forEachPart(Body body) {
    int depth = geometry.depthOfSum();
    int channels = geometry.groupOutputs();
    for (int first = 0; first < geometry.batch(); first += images) {
      int number = Math.min(images, geometry.batch() - first);
      int width = Math.multiplyExact(number, geometry.outputPlaces());
      DeviceTensor columns = memory.slice(0, Shape.of(depth, width));
      DeviceTensor outputs = memory.slice((long) depth * width, Shape.of(channels, width));
      for (int group = 0; group < geometry.groups(); group++) {
        body.accept(
            new Part(group, first, number, columns, outputs),
            columns.matrix(depth, width),
            outputs.matrix(channels, width));
      }
    }
  }

  private DeviceMatrix weights(DeviceTensor w, int group) {
    int depth = geometry.depthOfSum();
    int channels = geometry.groupOutputs();
    return w.slice((long) group * channels * depth, Shape.of(channels, depth))
        .matrix(channels, depth);
  }

  private void gather(Part part, DeviceTensor x) {
    kernels.threadEach(
        "nn_im2col_gather",
        part.columns().shape().count(),
        type.kernelCode(),
        window,
        part.group(),
        part.first(),
        part.images(),
        x.memory(),
        part.columns().memory());
  }

  private void turn(Part part, DeviceTensor dy) {
    kernels.threadEach(
        "nn_im2col_turn",
        part.outputs().shape().count(),
        type.kernelCode(),
        window,
        part.group(),
        part.first(),
        part.images(),
        dy.memory(),
        part.outputs().memory());
  }

  @Override
  public void forward(
      DeviceTensor x, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor y) {
    forEachPart((part, columns, outputs) -> {
      gather(part, x);
      blas.gemm(1, weights(w, part.group()), columns, 0, outputs);
      kernels.threadEach(
          "nn_im2col_turn_back",
          part.outputs().shape().count(),
          type.kernelCode(),
          window,
          part.group(),
          part.first(),
          part.images(),
          part.outputs().memory(),
          Kernels.flag(start),
          Kernels.orAny(start, w),
          y.memory());
    });
  }

  @Override
  public void inputGradient(
      DeviceTensor dy, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor dx) {
    forEachPart((part, columns, outputs) -> {
      turn(part, dy);
      blas.gemm(1, weights(w, part.group()).transposed(), outputs, 0, columns);
      kernels.threadEach(
          "nn_im2col_scatter",
          (long) part.images() * geometry.groupInputs() * geometry.inputPlaces(),
          type.kernelCode(),
          window,
          part.group(),
          part.first(),
          part.images(),
          part.columns().memory(),
          Kernels.flag(start),
          Kernels.orAny(start, w),
          dx.memory());
    });
  }

  @Override
  public void weightGradient(DeviceTensor x, DeviceTensor dy, DeviceTensor dw) {
    forEachPart((part, columns, outputs) -> {
      gather(part, x);
      turn(part, dy);
      blas.gemm(1, outputs, columns.transposed(), 1, weights(dw, part.group()));
    });
  }
}
