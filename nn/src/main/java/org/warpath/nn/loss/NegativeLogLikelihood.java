package org.warpath.nn.loss;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The mean of −x at the label over all examples and places: inputs are logarithms of probabilities
 * N×C[×…], such as {@link Softmax#logarithm} gives, and labels N[×…] as {@link SoftmaxCrossEntropy}
 * has them; the output has one element.
 */
public record NegativeLogLikelihood() implements Layer {

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Labels.requireShapes(inputs);
    return List.of(Shape.of());
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuNegativeLogLikelihood(binding);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaNegativeLogLikelihood(binding, scope);
  }
}
