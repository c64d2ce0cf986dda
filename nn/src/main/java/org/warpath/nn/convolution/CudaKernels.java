package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** Launches of the kernels in {@code nn_convolution.cu} and {@code nn_im2col.cu}. */
record CudaKernels(DeviceScope scope) {
  private static final int WARP = 32;

  /** The geometry as {@code nn_window.cuh} has it. */
  DeviceBuffer window(Geometry geometry) {
    int[] head = {geometry.batch(), geometry.groups(), geometry.inputs(), geometry.outputs()};
    Axis[] axes = {geometry.depth(), geometry.height(), geometry.width()};
    int[] numbers = new int[head.length + 6 * axes.length];
    System.arraycopy(head, 0, numbers, 0, head.length);
    int at = head.length;
    for (Axis axis : axes) {
      numbers[at++] = axis.in();
      numbers[at++] = axis.out();
      numbers[at++] = axis.kernel();
      numbers[at++] = axis.stride();
      numbers[at++] = axis.dilation();
      numbers[at++] = axis.begin();
    }
    return scope.uploaded(MemorySegment.ofArray(numbers), "convolution's sizes");
  }

  private Kernel kernel(String file, String name, ElementType type) {
    return scope.kernel(file, name + (type == ElementType.FLOAT64 ? "_f64" : "_f32"));
  }

  /** A thread for each of {@code items}; nothing if there are none. */
  void threads(String file, String name, ElementType type, long items, Object... arguments) {
    if (items > 0) {
      Kernel kernel = kernel(file, name, type);
      LaunchShape filling = kernel.filling(LaunchShape.BLOCK);
      LaunchShape shape = LaunchShape.threadEach(Math.min(items, Integer.MAX_VALUE));
      launch(kernel, shape.atMost(filling.blocks()), type, arguments);
    }
  }

  /** A block for each of {@code items}, of as many threads as {@code work} needs. */
  void blocks(
      String file, String name, ElementType type, long items, long work, Object... arguments) {
    if (items > 0) {
      Kernel kernel = kernel(file, name, type);
      int threads = (int) Math.min(LaunchShape.BLOCK, Math.ceilDiv(Math.max(1, work), WARP) * WARP);
      int blocks = (int) Math.min(items, kernel.filling(threads).blocks());
      launch(kernel, LaunchShape.of(blocks, threads), type, arguments);
    }
  }

  private void launch(Kernel kernel, LaunchShape shape, ElementType type, Object[] arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = type.kernelCode();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    scope.launch(kernel, shape, all);
  }

  /** Whether {@code start} is there, as kernels take it. */
  static int flag(@Nullable DeviceTensor start) {
    return start == null ? 0 : 1;
  }

  /** {@code start}'s memory, or any that will not be read. */
  static DeviceBuffer orAny(@Nullable DeviceTensor start, DeviceTensor any) {
    return (start == null ? any : start).memory();
  }

  /** Adds the bias's gradient, if there is a bias. */
  void biasGradient(Binding<DeviceTensor> binding) {
    if (binding.parameters().size() < 2) {
      return;
    }
    DeviceTensor dy = binding.outputGradient();
    Shape shape = dy.shape();
    int places = Math.toIntExact(shape.count(2, shape.rank()));
    blocks(
        "nn_convolution",
        "nn_convolution_bias_gradient",
        dy.type(),
        shape.size(1),
        (long) shape.size(0) * places,
        shape.size(0),
        shape.size(1),
        places,
        dy.memory(),
        binding.parameterGradient(1).memory());
  }
}
