package org.warpath.nn.normalization;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * y = (x − mean) / √(variance + epsilon) · scale + bias, with mean and variance of the last {@code
 * dimensions} dimensions, for each place of the others: Ba, Kiros and Hinton, Layer normalization
 * (2016). Parameters are {@code scale} and {@code bias} of the last dimensions' shape, if it has
 * them.
 *
 * @param dimensions how many dimensions are normalised together, at least 1
 * @param epsilon keeps the root above 0; at least 0, typically 1e-5
 * @param hasScale whether there are a scale and a bias
 */
public record LayerNormalization(int dimensions, double epsilon, boolean hasScale)
    implements Layer {

  public LayerNormalization {
    Epsilon.require(epsilon);
    if (dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1, was " + dimensions);
    }
  }

  /** Over the last {@code dimensions}, with an epsilon of 1e-5, scale and bias. */
  public static LayerNormalization of(int dimensions) {
    return new LayerNormalization(dimensions, 1e-5, true);
  }

  /** The shape of what is normalised together. */
  Shape normalised(Shape input) {
    return input.slice(input.rank() - dimensions, input.rank());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(Shapes.single(inputs, dimensions));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    if (!hasScale) {
      return List.of();
    }
    Shape shape = normalised(Shapes.single(inputs, dimensions));
    return List.of(
        Parameter.learned("scale", shape, Initialiser.constant(1)),
        Parameter.learned("bias", shape, Initialiser.constant(0)));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuLayerNormalization(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaLayerNormalization(binding, this, scope);
  }
}
