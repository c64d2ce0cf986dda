package org.warpath.nn.spatial;

import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * What an input shows at the places of a grid, as ONNX's GridSample and PyTorch's grid_sample: of
 * an N×C×H×W input and an N×H′×W′×2 grid N×C×H′×W′, of an N×C×D×H×W input and an N×D′×H′×W′×3 grid
 * N×C×D′×H′×W′. A place is (x, y) or (x, y, z), x along the last dimension; −1 and 1 are the
 * input's ends. Where a place is no number the result is 0. Differentiable by both inputs.
 *
 * <p>A pass costs C times 1, 4 or 16 (in three dimensions 1, 8 or 64) multiply-adds a place. On a
 * device the gradient by the input is summed in fixed point, so that it does not depend on order:
 * to about 2⁻⁵⁸ · places of the largest gradient of an output, and NaN if one of those is not
 * finite.
 *
 * @param interpolation how values between elements are made
 * @param padding what lies beyond the elements
 * @param alignsCorners whether −1 and 1 are the centres of the outermost elements; else their outer
 *     edges
 */
public record GridSample(Interpolation interpolation, Padding padding, boolean alignsCorners)
    implements Layer {

  public GridSample {
    Objects.requireNonNull(interpolation, "interpolation");
    Objects.requireNonNull(padding, "padding");
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2);
    Shape input = inputs.get(0);
    Shape grid = inputs.get(1);
    int rank = input.rank() - 2;
    if (rank != 2 && rank != 3) {
      throw new IllegalArgumentException("expected an input of 4 or 5 dimensions, was " + input);
    }
    if (grid.rank() != rank + 2 || grid.size(-1) != rank || grid.size(0) != input.size(0)) {
      throw new IllegalArgumentException(
          "expected a grid of %d dimensions, the first %d and the last %d, was %s"
              .formatted(rank + 2, input.size(0), rank, grid));
    }
    Shape output = input;
    for (int dimension = 0; dimension < rank; dimension++) {
      output = output.with(dimension + 2, grid.size(dimension + 1));
    }
    return List.of(output);
  }

  /** Elements that are weighted for one place. */
  int taps(int rank) {
    int taps = 1;
    for (int i = 0; i < rank; i++) {
      taps *= interpolation.taps();
    }
    return taps;
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    Shape output = outputs(inputs).getFirst();
    return output.count() * taps(output.rank() - 2);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuGridSample(binding, this, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaGridSample(binding, this, scope);
  }
}
