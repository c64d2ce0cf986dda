package org.warpath.nn.normalization;

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
 * y = x · scale + bias, channel by channel of an N×C×… input of any rank from 2 on: Caffe's Scale.
 * Parameters are {@code scale}[C] and, if it has one, {@code bias}[C].
 *
 * @param hasBias whether there is a bias
 * @param scaleFill what the scale is at first
 * @param biasFill what the bias is at first
 */
public record Scale(boolean hasBias, Initialiser scaleFill, Initialiser biasFill) implements Layer {

  public Scale {
    Objects.requireNonNull(scaleFill, "scaleFill");
    Objects.requireNonNull(biasFill, "biasFill");
  }

  /** Scales of 1 and biases of 0 at first. */
  public static Scale of() {
    return new Scale(true, Initialiser.constant(1), Initialiser.constant(0));
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(Shapes.single(inputs, 2));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    Shape channels = Shape.of(Shapes.single(inputs, 2).size(1));
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(Parameter.learned("scale", channels, scaleFill));
    if (hasBias) {
      parameters.add(Parameter.learned("bias", channels, biasFill));
    }
    return parameters;
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuScale(binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaScale(binding, this, scope);
  }
}
