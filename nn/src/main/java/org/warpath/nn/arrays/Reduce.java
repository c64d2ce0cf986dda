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
 * Sums or means over some dimensions.
 *
 * @param isMean whether the sum is divided by the number of its elements
 * @param axes which; negative ones count from the last, which is −1; none for all
 * @param keepsDimensions whether they stay, with size 1
 */
public record Reduce(boolean isMean, List<Integer> axes, boolean keepsDimensions) implements Layer {

  public Reduce {
    axes = List.copyOf(axes);
  }

  /** Means; the dimensions are gone. */
  public static Reduce mean(int... axes) {
    return new Reduce(true, Arrays.stream(axes).boxed().toList(), false);
  }

  /** Sums; the dimensions are gone. */
  public static Reduce sum(int... axes) {
    return new Reduce(false, Arrays.stream(axes).boxed().toList(), false);
  }

  private boolean[] isFolded(Shape input) {
    boolean[] isFolded = Axes.of(axes, input);
    if (axes.isEmpty()) {
      Arrays.fill(isFolded, true);
    }
    return isFolded;
  }

  Fold fold(Shape input) {
    return Fold.of(input, isFolded(input));
  }

  /** The output's shape with the dimensions that are gone, of size 1. */
  Shape kept(Shape input) {
    boolean[] isFolded = isFolded(input);
    Shape kept = input;
    for (int i = 0; i < isFolded.length; i++) {
      kept = isFolded[i] ? kept.with(i, 1) : kept;
    }
    return kept;
  }

  /** What sums are multiplied by. */
  double factor(Shape input) {
    return isMean ? (double) kept(input).count() / input.count() : 1;
  }

  /** {@code reducemean} or {@code reducesum}. */
  @Override
  public String kind() {
    return isMean ? "reducemean" : "reducesum";
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    if (keepsDimensions) {
      return List.of(kept(input));
    }
    boolean[] isFolded = isFolded(input);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < isFolded.length; i++) {
      if (!isFolded[i]) {
        sizes.add(input.size(i));
      }
    }
    return List.of(Shape.of(sizes.stream().mapToInt(i -> i).toArray()));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuReduce(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaReduce(this, binding, scope);
  }
}
