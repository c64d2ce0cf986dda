package org.warpath.nn.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A recurrent layer over S steps of a batch of N sequences, in D directions. Sequences come first:
 * inputs are X[S×N×I]; then, if asked for, lengths[N], numbers from 0 to S; and the states at the
 * beginning, h[D×N×H] and for an LSTM c[D×N×H], which are 0 otherwise. Outputs are Y[S×N×D·H], all
 * h, so that layers can be stacked; the last h[D×N×H]; and for an LSTM the last c[D×N×H]. ONNX's Y
 * is S×D×N×H: the same in one direction.
 *
 * <p>Beyond a sequence's length Y is 0 and its state stays; the reverse direction begins with its
 * own last step.
 *
 * <p>Parameters are {@code weight} W[D×G·H×I], {@code recurrent} R[D×G·H×H], {@code bias}
 * [D×2·G·H], which is Wb and then Rb, and {@code peephole} P[D×3·H], with a {@link Cell}'s G gates
 * in its order.
 *
 * <p>W·x is one product for all steps and gates; R·h one a step, two for a GRU that is not linear
 * before the reset; what else a cell does is one pass over its gates. S·N·D·G·H·(I + H)
 * multiply-adds forward, twice that backward.
 *
 * @param cell what happens in a step
 * @param units H, at least 1
 * @param direction the order of steps
 * @param hasBias whether there is a bias
 * @param hasLengths whether there is an input of lengths
 * @param hasInitialState whether there are inputs of states
 * @param weightFill what W, R and P are at first
 * @param biasFill what the bias is at first
 */
public record Recurrent(
    Cell cell,
    int units,
    Direction direction,
    boolean hasBias,
    boolean hasLengths,
    boolean hasInitialState,
    Initialiser weightFill,
    Initialiser biasFill)
    implements Layer {

  public Recurrent {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(weightFill, "weightFill");
    Objects.requireNonNull(biasFill, "biasFill");
    if (units < 1) {
      throw new IllegalArgumentException("units must be at least 1, was " + units);
    }
  }

  /** Forward, with a bias, from a state of 0, with all weights uniform in ±1/√units. */
  public static Recurrent of(Cell cell, int units) {
    double bound = 1 / Math.sqrt(units);
    Initialiser fill = Initialiser.uniform(-bound, bound);
    return new Recurrent(cell, units, Direction.FORWARD, true, false, false, fill, fill);
  }

  /** An LSTM without peepholes; as {@link #of}. */
  public static Recurrent lstm(int units) {
    return of(new Cell.Lstm(false), units);
  }

  /** A GRU, linear before the reset; as {@link #of}. */
  public static Recurrent gru(int units) {
    return of(new Cell.Gru(true), units);
  }

  /** The same in another order of steps. */
  public Recurrent in(Direction other) {
    return new Recurrent(
        cell, units, other, hasBias, hasLengths, hasInitialState, weightFill, biasFill);
  }

  /** The same without a bias. */
  public Recurrent withoutBias() {
    return new Recurrent(
        cell, units, direction, false, hasLengths, hasInitialState, weightFill, biasFill);
  }

  /** The same with an input of lengths. */
  public Recurrent withLengths() {
    return new Recurrent(
        cell, units, direction, hasBias, true, hasInitialState, weightFill, biasFill);
  }

  /** The same with inputs of states. */
  public Recurrent withInitialState() {
    return new Recurrent(cell, units, direction, hasBias, hasLengths, true, weightFill, biasFill);
  }

  /** The same with other weights at first. */
  public Recurrent withFills(Initialiser weights, Initialiser biases) {
    return new Recurrent(
        cell, units, direction, hasBias, hasLengths, hasInitialState, weights, biases);
  }

  @Override
  public String kind() {
    return cell.kind();
  }

  boolean isLstm() {
    return cell instanceof Cell.Lstm;
  }

  /** Which input is h at the beginning; c is the next. */
  int stateInput() {
    return hasLengths ? 2 : 1;
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape x = sequence(inputs);
    Shape state = state(x);
    requireInputs(inputs, x, state);
    List<Shape> outputs = new ArrayList<>();
    outputs.add(Shape.of(x.size(0), x.size(1), direction.count() * units));
    outputs.add(state);
    if (isLstm()) {
      outputs.add(state);
    }
    return outputs;
  }

  private Shape state(Shape x) {
    return Shape.of(direction.count(), x.size(1), units);
  }

  private static Shape sequence(List<Shape> inputs) {
    if (inputs.isEmpty() || inputs.getFirst().rank() != 3) {
      throw new IllegalArgumentException(
          "expected steps×sequences×numbers, was "
              + (inputs.isEmpty() ? "nothing" : inputs.getFirst()));
    }
    return inputs.getFirst();
  }

  private void requireInputs(List<Shape> inputs, Shape x, Shape state) {
    List<Shape> expected = new ArrayList<>(List.of(x));
    if (hasLengths) {
      expected.add(Shape.of(x.size(1)));
    }
    if (hasInitialState) {
      expected.add(state);
      if (isLstm()) {
        expected.add(state);
      }
    }
    Shapes.requireCount(inputs, expected.size());
    for (int i = 0; i < expected.size(); i++) {
      if (!inputs.get(i).equals(expected.get(i))) {
        throw new IllegalArgumentException(
            "expected input %d to be %s, was %s".formatted(i, expected.get(i), inputs.get(i)));
      }
    }
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    int directions = direction.count();
    int rows = cell.gates() * units;
    Shape weight = Shape.of(directions, rows, sequence(inputs).size(2));
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(Parameter.learned("weight", weight, weightFill));
    parameters.add(Parameter.learned("recurrent", Shape.of(directions, rows, units), weightFill));
    if (hasBias) {
      parameters.add(Parameter.learned("bias", Shape.of(directions, 2 * rows), biasFill));
    }
    if (cell instanceof Cell.Lstm lstm && lstm.hasPeepholes()) {
      parameters.add(Parameter.learned("peephole", Shape.of(directions, 3 * units), weightFill));
    }
    return parameters;
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    Shape x = sequence(inputs);
    return x.count(0, 2) * direction.count() * cell.gates() * units * (x.size(2) + units);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    Extent extent = Extent.of(this, binding);
    Tensor lengths = hasLengths ? binding.inputs().get(1) : null;
    return new RecurrentStep<>(this, binding, extent, new CpuCells(extent, lengths, threads));
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    Extent extent = Extent.of(this, binding);
    DeviceTensor lengths = hasLengths ? binding.inputs().get(1) : null;
    return new RecurrentStep<>(this, binding, extent, new CudaCells(extent, lengths, scope));
  }
}
