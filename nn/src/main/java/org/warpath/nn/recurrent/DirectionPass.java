package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.TensorView;

/** One direction of a recurrent layer: what all cells have in common. */
abstract class DirectionPass<T extends TensorView<T>> {
  final DirectionTensors<T> tensors;
  final Extent extent;
  final CellMath<T> math;

  /** [S×N×G·H]. */
  final T gates;

  /** h[(S + 1)×N×H]. */
  final T states;

  private final @Nullable T stateGradient;
  private final @Nullable T ones;

  DirectionPass(DirectionTensors<T> tensors) {
    this.tensors = tensors;
    extent = tensors.extent;
    math = tensors.math;
    gates = tensors.own("gates", extent.steps(), extent.batch(), extent.rows());
    states = tensors.own("states", extent.steps() + 1, extent.batch(), extent.units());
    boolean isTrained = tensors.binding.isTrained();
    stateGradient = isTrained ? tensors.own("gradient of h", extent.batch(), extent.units()) : null;
    ones = isTrained ? tensors.own("ones", extent.examples()) : null;
    if (ones != null) {
      math.fill(ones, 1);
    }
  }

  /** The state of a step, when its gates have what comes from the input. */
  abstract void step(CellMath.Forward<T> step);

  /** Gradients of a step's gates, and of the state before it. */
  abstract void stepBack(CellMath.Backward<T> step);

  /** Gradients of R, and of the biases, from those of all gates. */
  abstract void recurrentGradients(T gateGradients);

  /** Memory for gradients of all gates [S×N×G·H]. */
  abstract T gateGradients();

  void begin() {
    start(tensors.initial(0), states);
  }

  /** The initial one of all states ← given, or 0. */
  final void start(@Nullable T given, T all) {
    T first = tensors.initialState(all);
    if (given == null) {
      math.fill(first, 0);
    } else {
      math.copy(given, first);
    }
  }

  void end() {
    finish(1, states);
  }

  /** An output, if it is asked for, ← the last of all states. */
  final void finish(int output, T all) {
    T last = tensors.last(tensors.binding.outputs(), output);
    if (last != null) {
      math.copy(tensors.lastState(all), last);
    }
  }

  final void forward() {
    begin();
    math.product(
        Part.of(tensors.binding.input(), extent.examples(), extent.inputs()),
        weight().transposed(),
        0,
        Part.of(gates, extent.examples(), extent.rows()));
    for (int k = 0; k < extent.steps(); k++) {
      int t = tensors.time(k);
      step(
          new CellMath.Forward<>(
              t,
              gates(gates, t),
              tensors.bias(),
              tensors.before(states, t),
              tensors.after(states, t),
              tensors.output(tensors.binding.output(), t)));
    }
    end();
  }

  private Part<T> weight() {
    return Part.of(tensors.parameter(0), extent.rows(), extent.inputs());
  }

  final Part<T> recurrent() {
    return Part.of(tensors.parameter(1), extent.rows(), extent.units());
  }

  final Part<T> state(T one) {
    return Part.of(one, extent.batch(), extent.units());
  }

  final Part<T> rows(T ofOneStep) {
    return Part.of(ofOneStep, extent.batch(), extent.rows());
  }

  final T gates(T all, int t) {
    return tensors.at(all, t, extent.batch() * extent.rows());
  }

  void beginBack() {
    lastGradient(1, stateGradient());
  }

  /** The state's gradient ← that of the output which is the last state, or 0. */
  final void lastGradient(int output, T to) {
    T given = tensors.last(tensors.binding.outputGradients(), output);
    if (given == null) {
      math.fill(to, 0);
    } else {
      math.copy(given, to);
    }
  }

  void endBack() {
    initialGradient(0, stateGradient());
  }

  /** The gradient of an initial state, if it is asked for, ← that of the state. */
  final void initialGradient(int offset, T from) {
    T to = tensors.initialGradient(offset);
    if (to != null) {
      math.copy(from, to);
    }
  }

  final T stateGradient() {
    return trained(stateGradient);
  }

  static <T> T trained(@Nullable T tensor) {
    if (tensor == null) {
      throw new IllegalStateException("bound without training");
    }
    return tensor;
  }

  final void backward() {
    T gradients = gateGradients();
    beginBack();
    for (int k = extent.steps() - 1; k >= 0; k--) {
      int t = tensors.time(k);
      stepBack(
          new CellMath.Backward<>(
              t,
              gates(gates, t),
              tensors.before(states, t),
              tensors.output(tensors.binding.outputGradient(), t),
              stateGradient(),
              gates(gradients, t)));
    }
    endBack();
    inputGradients(gradients);
    recurrentGradients(gradients);
  }

  private void inputGradients(T gradients) {
    Part<T> all = all(gradients);
    T x = tensors.binding.input();
    math.product(
        all.transposed(),
        Part.of(x, extent.examples(), extent.inputs()),
        1,
        Part.of(tensors.parameterGradient(0), extent.rows(), extent.inputs()));
    T dx = tensors.binding.inputGradient();
    if (dx != null) {
      Part<T> to = Part.of(dx, extent.examples(), extent.inputs());
      math.product(all, weight(), tensors.direction == 0 ? 0 : 1, to);
    }
  }

  final Part<T> all(T gradients) {
    return Part.of(gradients, extent.examples(), extent.rows());
  }

  /** The gradient of R += gradientsᵀ · h before each step. */
  final void addRecurrent(Part<T> gradients) {
    math.product(
        gradients.transposed(),
        Part.of(tensors.allBefore(states), extent.examples(), extent.units()),
        1,
        Part.of(tensors.parameterGradient(1), extent.rows(), extent.units())
            .firstRows(gradients.columns()));
  }

  /** Wb's gradient, or Rb's, += the sum of the gradients of all steps. */
  final void addBias(boolean isRecurrent, Part<T> gradients) {
    if (!tensors.layer.hasBias()) {
      return;
    }
    T bias = tensors.parameterGradient(2);
    T half = math.slice(bias, isRecurrent ? extent.rows() : 0, extent.rows());
    math.product(
        Part.of(trained(ones), 1, extent.examples()),
        gradients,
        1,
        Part.of(half, 1, extent.rows()));
  }
}
