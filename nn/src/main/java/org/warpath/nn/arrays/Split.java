package org.warpath.nn.arrays;

import java.util.ArrayList;
import java.util.Arrays;
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
 * One input cut into several outputs along one dimension.
 *
 * @param axis along which; a negative one counts from the last, which is −1
 * @param parts how many outputs, at least 1
 * @param sizes of the outputs along it, which must be the input's together; none for equal ones, of
 *     which the last may be smaller
 */
public record Split(int axis, int parts, List<Integer> sizes) implements Layer {

  public Split {
    sizes = List.copyOf(sizes);
    if (parts < 1 || (!sizes.isEmpty() && sizes.size() != parts)) {
      throw new IllegalArgumentException("%d parts have sizes %s".formatted(parts, sizes));
    }
  }

  /** Parts of these sizes. */
  public static Split of(int axis, int... sizes) {
    return new Split(axis, sizes.length, Arrays.stream(sizes).boxed().toList());
  }

  /** Parts of one size, of which the last may be smaller. */
  public static Split equal(int axis, int parts) {
    return new Split(axis, parts, List.of());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 1);
    int length = input.size(axis);
    List<Shape> outputs = new ArrayList<>();
    int each = Math.ceilDiv(length, parts);
    int sum = 0;
    for (int i = 0; i < parts; i++) {
      int size = sizes.isEmpty() ? Math.clamp(length - (long) i * each, 0, each) : sizes.get(i);
      outputs.add(input.with(axis, size));
      sum += size;
    }
    if (sum != length) {
      throw new IllegalArgumentException(
          "parts of sizes %s do not make up dimension %d of %s".formatted(sizes, axis, input));
    }
    return outputs;
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuSplit(Stripes.of(binding.input().shape(), axis), binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaSplit(Stripes.of(binding.input().shape(), axis), binding, scope);
  }
}
