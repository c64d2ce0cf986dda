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
 * The mean of each window of each channel of an N×C×… input with 1 to 3 spatial dimensions. What
 * lies beyond the padded input, where windows are rounded up, never counts; a window with nothing
 * that counts gives 0.
 *
 * @param window the windows
 * @param countsPadding whether padding counts, as 0: {@code true} in Caffe and by default in
 *     PyTorch, {@code false} by default in ONNX
 */
public record AveragePooling(Window window, boolean countsPadding) implements Layer {

  public AveragePooling {
    Objects.requireNonNull(window, "window");
  }

  /** Squares of {@code size}×{@code size}, from each to the next {@code stride}. */
  public static AveragePooling of(int size, int stride) {
    return new AveragePooling(Window.of(size, size).withStrides(stride), false);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(window.output(Shapes.single(inputs, 3)));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuAveragePooling(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaAveragePooling(binding, this, scope);
  }
}
