package org.warpath.nn.arrays;

import java.util.ArrayList;
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
 * Some of a tensor's indices along some dimensions.
 *
 * @param cuts what is taken, one for a dimension
 */
public record Slice(List<Cut> cuts) implements Layer {

  public Slice {
    cuts = List.copyOf(cuts);
  }

  /**
   * The indices start, start + step, … before {@code end} (beyond it, if the step is negative). As
   * in NumPy, negative numbers count from the dimension's end, and what is out of range is moved to
   * its edge.
   *
   * @param axis along which; a negative one counts from the last, which is −1
   * @param start the first index
   * @param end where it ends, without that; {@link Long#MAX_VALUE} for the dimension's end, {@link
   *     Long#MIN_VALUE} for before its begin
   * @param step not 0
   */
  public record Cut(int axis, long start, long end, long step) {
    public Cut {
      if (step == 0) {
        throw new IllegalArgumentException("step must not be 0");
      }
    }

    int[] chosen(int size) {
      long least = step > 0 ? 0 : -1;
      long most = step > 0 ? size : size - 1;
      long from = Math.clamp(start < 0 ? start + size : start, least, most);
      long to = Math.clamp(end < 0 ? Math.max(end, -2L * size - 2) + size : end, least, most);
      List<Integer> chosen = new ArrayList<>();
      for (long i = from; step > 0 ? i < to : i > to; i += step) {
        chosen.add((int) i);
      }
      return chosen.stream().mapToInt(i -> i).toArray();
    }
  }

  /** The indices from {@code start} to {@code end}, without that, along one dimension. */
  public static Slice of(int axis, long start, long end) {
    return new Slice(List.of(new Cut(axis, start, end, 1)));
  }

  List<Selection> selections(Shape input) {
    return cuts.stream()
        .map(cut -> new Selection(cut.axis(), cut.chosen(input.size(cut.axis())), 0))
        .toList();
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    Axes.of(cuts.stream().map(Cut::axis).toList(), input);
    return List.of(Selection.result(selections(input), input));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuSelections(selections(binding.input().shape()), binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaSelections(selections(binding.input().shape()), binding, scope);
  }
}
