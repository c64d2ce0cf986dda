package org.warpath.nn.loss;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The mean of (x − t)² over all elements of two inputs of one size; the output has one element.
 * Both inputs have gradients, ±2·(x − t) / count.
 */
public record MeanSquaredError() implements Layer {

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2);
    if (inputs.get(0).count() != inputs.get(1).count()) {
      throw new IllegalArgumentException(
          "expected as many targets as numbers, were %s and %s"
              .formatted(inputs.get(0), inputs.get(1)));
    }
    return List.of(Shape.of());
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuMeanSquaredError(binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaMeanSquaredError(binding, scope);
  }
}
