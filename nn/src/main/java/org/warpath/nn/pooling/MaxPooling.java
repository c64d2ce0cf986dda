package org.warpath.nn.pooling;

import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The largest element of each window of each channel of an N×C×… input with 1 to 3 spatial
 * dimensions; NaN if one is NaN. Padding is never the largest; a window with nothing but padding
 * gives −∞. The gradient goes to the first of the largest elements, in row-major order.
 *
 * <p>A second output, for those who take it, says where that element lies: as an element of the
 * same type, so exact to 2²⁴ in float32 and 2⁵³ in float64 (2¹¹ in float16, 2⁸ in bfloat16); −1 for
 * a window with nothing but padding.
 *
 * @param window the windows
 * @param indices what the second output counts
 */
public record MaxPooling(Window window, Indices indices) implements Layer {

  public MaxPooling {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(indices, "indices");
  }

  /** With indices as ONNX has them. */
  public static MaxPooling of(Window window) {
    return new MaxPooling(window, Indices.TENSOR);
  }

  /** Squares of {@code size}×{@code size}, from each to the next {@code stride}. */
  public static MaxPooling of(int size, int stride) {
    return of(Window.of(size, size).withStrides(stride));
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape output = window.output(Shapes.single(inputs, 3));
    return List.of(output, output);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuMaxPooling(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaMaxPooling(binding, this, scope);
  }
}
