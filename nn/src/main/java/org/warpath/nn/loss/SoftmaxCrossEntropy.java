package org.warpath.nn.loss;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The sum of −log(softmax of scores at the label) over all examples and places, by the
 * normalization's divisor, as a rule their mean: inputs are scores N×C[×…] of C classes and labels
 * N[×…], numbers that are classes 0 to C − 1 or the one that is ignored; the output has one
 * element. The gradient is that of both functions at once, (p − [class is label]) / divisor, and 0
 * where the label is ignored.
 *
 * <p>A pass forward throws {@code IllegalArgumentException} for a label that is no class, with its
 * place; on a device it waits for that. Float16 tells apart classes up to 2048, bfloat16 up to 256.
 *
 * @param ignored the label of examples and places that do not count; may be no class; null for none
 * @param normalization by what the sum is divided
 */
public record SoftmaxCrossEntropy(@Nullable Integer ignored, Normalization normalization)
    implements Layer {

  public SoftmaxCrossEntropy {
    Objects.requireNonNull(normalization, "normalization");
  }

  /** The mean, where each label counts. */
  public SoftmaxCrossEntropy() {
    this(null, Normalization.VALID);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Labels.requireShapes(inputs);
    return List.of(Shape.of());
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuSoftmaxCrossEntropy(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaSoftmaxCrossEntropy(this, binding, scope);
  }
}
