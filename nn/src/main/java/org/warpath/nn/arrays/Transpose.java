package org.warpath.nn.arrays;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The dimensions in another order: output dimension i is the input's dimension permutation[i].
 *
 * @param permutation of 0, 1, …; empty for the reverse order
 */
public record Transpose(List<Integer> permutation) implements Layer {

  public Transpose {
    permutation = List.copyOf(permutation);
    int rank = permutation.size();
    if (!permutation.stream().sorted().toList().equals(IntStream.range(0, rank).boxed().toList())) {
      throw new IllegalArgumentException(permutation + " is no permutation");
    }
  }

  /** By this permutation. */
  public static Transpose of(int... permutation) {
    return new Transpose(Arrays.stream(permutation).boxed().toList());
  }

  /** N×C×… to N×…×C, of {@code rank} dimensions. */
  public static Transpose toChannelsLast(int rank) {
    return of(IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1).toArray());
  }

  /** N×…×C to N×C×…, of {@code rank} dimensions. */
  public static Transpose toChannelsFirst(int rank) {
    return of(IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).toArray());
  }

  int[] order(int rank) {
    return permutation.isEmpty()
        ? IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()
        : permutation.stream().mapToInt(i -> i).toArray();
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    int[] order = order(input.rank());
    if (order.length != input.rank()) {
      throw new IllegalArgumentException(
          "expected an input of %d dimensions, was %s".formatted(order.length, input));
    }
    return List.of(Shape.of(Arrays.stream(order).map(input::size).toArray()));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuTranspose(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaTranspose(this, binding, scope);
  }
}
