package org.warpath.nn.spatial;

import java.util.Collections;
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
 * Where {@link GridSample} is to look for an affine map of each example: for N maps theta, N×2×3 or
 * N×6 in two dimensions, N×3×4 or N×12 in three, the grid N×H×W×2 or N×D×H×W×3 of theta · (x, y, 1)
 * or theta · (x, y, z, 1), where x goes along the last dimension from −1 to 1: Jaderberg et al.,
 * Spatial transformer networks (2015), as ONNX's AffineGrid.
 *
 * @param sizes the grid's sizes, 2 or 3, outermost first
 * @param alignsCorners whether −1 and 1 are the centres of the outermost elements; else their outer
 *     edges
 */
public record AffineGrid(List<Integer> sizes, boolean alignsCorners) implements Layer {

  public AffineGrid {
    sizes = List.copyOf(sizes);
    if (sizes.size() < 2 || sizes.size() > 3 || Collections.min(sizes) < 1) {
      throw new IllegalArgumentException("a grid has 2 or 3 sizes of at least 1, not " + sizes);
    }
  }

  /** How many dimensions the grid spans. */
  int rank() {
    return sizes.size();
  }

  /** The grid's sizes in three dimensions. */
  int size(int dimension) {
    int missing = 3 - rank();
    return dimension < missing ? 1 : sizes.get(dimension - missing);
  }

  /** Where place {@code i} of {@code size} lies in [−1, 1]. */
  double coordinate(int i, int size) {
    if (alignsCorners) {
      return size == 1 ? 0 : 2.0 * i / (size - 1) - 1;
    }
    return (2.0 * i + 1) / size - 1;
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape theta = Shapes.single(inputs, 2);
    int rank = rank();
    boolean isMatrix = theta.rank() == 3 && theta.size(1) == rank && theta.size(2) == rank + 1;
    boolean isRow = theta.rank() == 2 && theta.size(1) == rank * (rank + 1);
    if (!isMatrix && !isRow) {
      throw new IllegalArgumentException(
          "expected maps of N×%d×%d or N×%d, was %s"
              .formatted(rank, rank + 1, rank * (rank + 1), theta));
    }
    return List.of(output(theta.size(0)));
  }

  private Shape output(int examples) {
    int[] shape = new int[rank() + 2];
    shape[0] = examples;
    for (int i = 0; i < rank(); i++) {
      shape[i + 1] = sizes.get(i);
    }
    shape[rank() + 1] = rank();
    return Shape.of(shape);
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return outputs(inputs).getFirst().count() * (rank() + 1);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuAffineGrid(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaAffineGrid(binding, this, scope);
  }
}
