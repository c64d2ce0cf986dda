package org.warpath.nn.pooling;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** One number for each channel of an N×C×… input of any rank from 3 on: N×C×1×…. */
public enum GlobalPooling implements Layer {
  /** Its mean. */
  AVERAGE,
  /** Its largest element; NaN if one is NaN. The gradient goes to the first of the largest. */
  MAX;

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape output = Shapes.single(inputs, 3);
    if (length(output) == 0) {
      throw new IllegalArgumentException("channels are empty in an input of " + output);
    }
    for (int dimension = 2; dimension < output.rank(); dimension++) {
      output = output.with(dimension, 1);
    }
    return List.of(output);
  }

  /** Elements of a channel. */
  static int length(Shape input) {
    return Math.toIntExact(input.count(2, input.rank()));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuGlobalPooling(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaGlobalPooling(binding, this, scope);
  }
}
