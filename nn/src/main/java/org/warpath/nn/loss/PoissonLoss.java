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
 * eˣ − t·x for each element: the negative logarithm of the likelihood of t events where eˣ are
 * expected, without the term of t alone. Inputs are x and t of one shape; nothing is reduced. Both
 * have gradients.
 */
public record PoissonLoss() implements Layer {

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2);
    if (!inputs.get(0).equals(inputs.get(1))) {
      throw new IllegalArgumentException(
          "expected numbers and targets of one shape, were %s and %s"
              .formatted(inputs.get(0), inputs.get(1)));
    }
    return List.of(inputs.get(0));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuPoissonLoss(binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaPoissonLoss(binding, scope);
  }
}
