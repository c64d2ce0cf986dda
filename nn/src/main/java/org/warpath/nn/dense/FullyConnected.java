package org.warpath.nn.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * y = x·Wᵀ + b: each of N examples, all its dimensions taken as one of length {@code in}, gives
 * {@code units} numbers. Parameters are {@code weight} W[units×in] and {@code bias} b[units].
 * N·units·in multiply-adds forward, twice that backward.
 *
 * @param units how many outputs an example has, at least 1
 * @param hasBias whether there is b
 * @param weightFill what W is at first
 * @param biasFill what b is at first
 */
public record FullyConnected(
    int units, boolean hasBias, Initialiser weightFill, Initialiser biasFill) implements Layer {

  public FullyConnected {
    Objects.requireNonNull(weightFill, "weightFill");
    Objects.requireNonNull(biasFill, "biasFill");
    if (units < 1) {
      throw new IllegalArgumentException("units must be at least 1, was " + units);
    }
  }

  /** With a bias, Xavier's weights and biases of 0. */
  public static FullyConnected of(int units) {
    return new FullyConnected(units, true, Initialiser.xavier(), Initialiser.constant(0));
  }

  static int features(Shape input) {
    return Math.toIntExact(input.count(1, input.rank()));
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(Shape.of(Shapes.single(inputs, 2).size(0), units));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    Shape weight = Shape.of(units, features(Shapes.single(inputs, 2)));
    parameters.add(Parameter.learned("weight", weight, weightFill));
    if (hasBias) {
      parameters.add(Parameter.learned("bias", Shape.of(units), biasFill));
    }
    return parameters;
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return Shapes.single(inputs, 2).count() * units;
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuFullyConnected(binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaFullyConnected(binding, scope);
  }
}
