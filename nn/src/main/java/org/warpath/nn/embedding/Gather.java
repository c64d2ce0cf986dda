package org.warpath.nn.embedding;

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
 * The slices of the first input, along one dimension, that the second input's numbers name: those
 * are integers in [−n, n) where n is that dimension's size, negative ones counted from its end. In
 * the output the indices' dimensions stand in its place. The first input's gradient is summed in
 * the indices' order; they have none. Bad indices are refused as {@link Embedding}'s are.
 *
 * @param axis along which; a negative one counts from the last, which is −1
 */
public record Gather(int axis) implements Layer {

  Rows rows(Shape data, Shape indices) {
    int at = data.dimension(axis);
    return new Rows(
        data.count(0, at), data.size(at), data.count(at + 1, data.rank()), indices.count());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2);
    Shape data = inputs.get(0);
    int at = data.dimension(axis);
    return List.of(Rows.result(data.slice(0, at), inputs.get(1), data.slice(at + 1, data.rank())));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuGather(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaGather(this, binding, scope);
  }
}
