package org.warpath.nn.activation;

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
 * x, below 0 times a slope that is learned: He, Zhang, Ren and Sun (2015). The parameter is {@code
 * slope}[C], one for each of the input's second dimension, or {@code slope}[1].
 *
 * @param isPerChannel whether each channel has its own
 * @param fill what slopes are at first
 */
public record PRelu(boolean isPerChannel, Initialiser fill) implements Layer {
  private static final double FIRST_SLOPE = 0.25;

  public PRelu {
    Objects.requireNonNull(fill, "fill");
  }

  /** A slope for each channel, 0.25 at first. */
  public static PRelu perChannel() {
    return new PRelu(true, Initialiser.constant(FIRST_SLOPE));
  }

  /** One slope, 0.25 at first. */
  public static PRelu shared() {
    return new PRelu(false, Initialiser.constant(FIRST_SLOPE));
  }

  /** How many slopes there are. */
  int channels(Shape input) {
    return isPerChannel ? input.size(1) : 1;
  }

  /** How many elements of a channel lie side by side. */
  long run(Shape input) {
    return input.count(isPerChannel ? 2 : 1, input.rank());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(Shapes.single(inputs, isPerChannel ? 2 : 1));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    Shape input = outputs(inputs).getFirst();
    return List.of(Parameter.learned("slope", Shape.of(channels(input)), fill));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuPRelu(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaPRelu(this, binding, scope);
  }
}
