package org.warpath.nn.arrays;

import java.util.ArrayList;
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
 * More indices before and behind those of each dimension.
 *
 * @param before how many, for each dimension; a negative number leaves so many out
 * @param behind likewise
 * @param mode what stands there
 * @param value with {@link Mode#CONSTANT}
 */
public record Pad(List<Integer> before, List<Integer> behind, Mode mode, double value)
    implements Layer {

  /** What stands in the indices that are new. */
  public enum Mode {
    /** A constant. */
    CONSTANT,
    /** The nearest. */
    EDGE,
    /** The others mirrored at the first and the last, which are not repeated. */
    REFLECT
  }

  public Pad {
    before = List.copyOf(before);
    behind = List.copyOf(behind);
    Objects.requireNonNull(mode, "mode");
    if (before.size() != behind.size()) {
      throw new IllegalArgumentException(
          "pads before %s and behind %s are not as many".formatted(before, behind));
    }
  }

  private int[] chosen(int axis, int size) {
    int first = before.get(axis);
    int length = Math.addExact(size, Math.addExact(first, behind.get(axis)));
    if (length < 0) {
      throw new IllegalArgumentException(
          "pads %d and %d leave nothing of size %d".formatted(first, behind.get(axis), size));
    }
    int[] chosen = new int[length];
    for (int i = 0; i < length; i++) {
      chosen[i] = chosen(i - first, size, axis);
    }
    return chosen;
  }

  private int chosen(int at, int size, int axis) {
    if (at >= 0 && at < size) {
      return at;
    }
    if (mode == Mode.CONSTANT) {
      return -1;
    }
    if (mode == Mode.EDGE && size > 0) {
      return Math.clamp(at, 0, size - 1);
    }
    int mirrored = at < 0 ? -at : 2 * (size - 1) - at;
    if (mirrored < 0 || mirrored >= size) {
      throw new IllegalArgumentException(
          "size %d of dimension %d is too small to be reflected so far".formatted(size, axis));
    }
    return mirrored;
  }

  List<Selection> selections(Shape input) {
    List<Selection> selections = new ArrayList<>();
    for (int axis = 0; axis < before.size(); axis++) {
      if (before.get(axis) != 0 || behind.get(axis) != 0) {
        selections.add(new Selection(axis, chosen(axis, input.size(axis)), value));
      }
    }
    return selections;
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    if (input.rank() != before.size()) {
      throw new IllegalArgumentException(
          "expected an input of %d dimensions, was %s".formatted(before.size(), input));
    }
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
