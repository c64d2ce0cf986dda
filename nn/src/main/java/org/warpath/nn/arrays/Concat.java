package org.warpath.nn.arrays;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * One or more inputs side by side along one dimension; the others are the same for all.
 *
 * @param axis along which; a negative one counts from the last, which is −1
 */
public record Concat(int axis) implements Layer {

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one input");
    }
    Shape first = inputs.getFirst();
    int at = first.dimension(axis);
    int sum = 0;
    for (Shape input : inputs) {
      if (input.rank() != first.rank() || !input.with(at, first.size(at)).equals(first)) {
        throw new IllegalArgumentException(
            "expected sizes that differ along dimension %d alone, were %s".formatted(at, inputs));
      }
      sum = Math.addExact(sum, input.size(at));
    }
    return List.of(first.with(at, sum));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuConcat(Stripes.of(binding.output().shape(), axis), binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaConcat(Stripes.of(binding.output().shape(), axis), binding, scope);
  }
}
