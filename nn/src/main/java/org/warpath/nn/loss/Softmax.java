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
 * yᵢ = e^(xᵢ − m) / Σⱼ e^(xⱼ − m), or its logarithm, along one dimension or all from one on, where
 * m is the largest x: nothing overflows.
 *
 * @param axis along which dimension; a negative one counts from the last, which is −1
 * @param isToLast whether that and all behind it are taken as one, as ONNX did before version 13
 * @param isLogarithm whether y is the logarithm: x − m − log Σⱼ e^(xⱼ − m)
 */
public record Softmax(int axis, boolean isToLast, boolean isLogarithm) implements Layer {

  /** Along {@code axis}. */
  public static Softmax of(int axis) {
    return new Softmax(axis, false, false);
  }

  /** The logarithm, along {@code axis}. */
  public static Softmax logarithm(int axis) {
    return new Softmax(axis, false, true);
  }

  Lines lines(Shape shape) {
    int first = shape.dimension(axis);
    return Lines.of(shape, first, isToLast ? shape.rank() : first + 1);
  }

  /** {@code softmax} or {@code logsoftmax}. */
  @Override
  public String kind() {
    return isLogarithm ? "logsoftmax" : "softmax";
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 1);
    input.dimension(axis);
    return List.of(input);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuSoftmax(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaSoftmax(this, binding, scope);
  }
}
