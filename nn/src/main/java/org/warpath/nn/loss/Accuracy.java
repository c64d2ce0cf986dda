package org.warpath.nn.loss;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The part of examples and places whose label is among the {@code top} classes of largest score; of
 * equal ones the lower class is before. Inputs are as those of {@link SoftmaxCrossEntropy}, the
 * output has one element. There is no gradient.
 *
 * @param top how many may be guessed, at least 1
 * @param ignored the label of examples and places that do not count; may be no class; null for none
 */
public record Accuracy(int top, @Nullable Integer ignored) implements Layer {

  public Accuracy {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, was " + top);
    }
  }

  /** Of all labels. */
  public Accuracy(int top) {
    this(top, null);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Labels.requireShapes(inputs);
    return List.of(Shape.of());
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuAccuracy(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaAccuracy(this, binding, scope);
  }
}
