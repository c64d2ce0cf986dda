package org.warpath.nn.arrays;

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
 * A value that comes from no input: the parameter {@code value}, copied in each pass.
 *
 * @param shape its sizes
 * @param isLearned whether it is learned
 * @param fill what it is at first
 */
public record Stored(Shape shape, boolean isLearned, Initialiser fill) implements Layer {

  public Stored {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(fill, "fill");
  }

  /** Zeros at first. */
  public static Stored of(Shape shape, boolean isLearned) {
    return new Stored(shape, isLearned, Initialiser.constant(0));
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shapes.requireCount(inputs, 0);
    return List.of(shape);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    int multiplier = isLearned ? 1 : 0;
    return List.of(new Parameter("value", shape, fill, isLearned, multiplier, multiplier, null));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuStored(binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaStored(binding, scope);
  }
}
