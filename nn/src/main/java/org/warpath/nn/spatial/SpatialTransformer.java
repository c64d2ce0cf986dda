package org.warpath.nn.spatial;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/**
 * An input seen through an affine map of each example: {@link AffineGrid} of the second input's
 * maps, then {@link GridSample} of the first input there. Jaderberg et al., Spatial transformer
 * networks (2015): the maps usually come from a small network that looks at the input.
 *
 * @param sizes the output's spatial sizes, 2 or 3, outermost first
 * @param interpolation how values between elements are made
 * @param padding what lies beyond the elements
 * @param alignsCorners whether −1 and 1 are the centres of the outermost elements; else their outer
 *     edges
 */
public record SpatialTransformer(
    List<Integer> sizes, Interpolation interpolation, Padding padding, boolean alignsCorners)
    implements Layer {

  public SpatialTransformer {
    sizes = new AffineGrid(sizes, alignsCorners).sizes();
    new GridSample(interpolation, padding, alignsCorners);
  }

  /** Linear, with zeros outside, to the edges of the outermost elements. */
  public static SpatialTransformer of(int... sizes) {
    List<Integer> list = Arrays.stream(sizes).boxed().toList();
    return new SpatialTransformer(list, Interpolation.LINEAR, Padding.ZEROS, false);
  }

  private AffineGrid grid() {
    return new AffineGrid(sizes, alignsCorners);
  }

  private GridSample sample() {
    return new GridSample(interpolation, padding, alignsCorners);
  }

  private Shape gridShape(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2);
    return grid().outputs(List.of(inputs.get(1))).getFirst();
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return sample().outputs(List.of(inputs.getFirst(), gridShape(inputs)));
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return grid().multiplyAdds(List.of(inputs.get(1)))
        + sample().multiplyAdds(List.of(inputs.getFirst(), gridShape(inputs)));
  }

  /** The two steps' bindings: a grid between them. */
  private record Parts<T extends TensorView<T>>(Binding<T> grid, Binding<T> sample) {}

  private <T extends TensorView<T>> Parts<T> parts(Binding<T> whole) {
    T maps = whole.inputs().get(1);
    Shape shape = gridShape(whole.inputs().stream().map(TensorView::shape).toList());
    T grid = whole.own(shape, "grid");
    @Nullable T mapGradient = whole.inputGradients().get(1);
    @Nullable T gradient = mapGradient == null ? null : whole.own(shape, "gradient of the grid");
    Binding<T> first =
        binding(
            whole,
            List.of(maps),
            List.of(grid),
            Collections.singletonList(mapGradient),
            gradient == null ? List.of() : List.of(gradient));
    Binding<T> second =
        binding(
            whole,
            List.of(whole.input(), grid),
            whole.outputs(),
            Arrays.asList(whole.inputGradient(), gradient),
            whole.outputGradients());
    return new Parts<>(first, second);
  }

  private static <T extends TensorView<T>> Binding<T> binding(
      Binding<T> whole,
      List<T> inputs,
      List<T> outputs,
      List<@Nullable T> inputGradients,
      List<T> outputGradients) {
    return new Binding<>(
        whole.name(),
        inputs,
        outputs,
        inputGradients,
        outputGradients,
        List.of(),
        List.of(),
        whole.seed(),
        whole.workspace());
  }

  private record Both(Step grid, Step sample) implements Step {
    @Override
    public void forward(Mode mode) {
      grid.forward(mode);
      sample.forward(mode);
    }

    @Override
    public void backward() {
      sample.backward();
      grid.backward();
    }
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    Parts<Tensor> parts = parts(binding);
    return new Both(grid().onCpu(parts.grid(), threads), sample().onCpu(parts.sample(), threads));
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    Parts<DeviceTensor> parts = parts(binding);
    return new Both(grid().onCuda(parts.grid(), scope), sample().onCuda(parts.sample(), scope));
  }
}
