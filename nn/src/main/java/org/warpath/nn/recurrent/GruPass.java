package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.TensorView;

/** {@link Cell.Gru} in one direction. */
final class GruPass<T extends TensorView<T>> extends DirectionPass<T> {
  private final boolean isLinear;
  private final int width; // of extra: 3·H if linear, else H
  private final T extra; // [S×N×width]: see CellMath.gruGates
  private final @Nullable T gradients; // of gates, then of extra: of all steps if linear, else one

  GruPass(Cell.Gru cell, DirectionTensors<T> tensors) {
    super(tensors);
    isLinear = cell.isLinearBeforeReset();
    width = isLinear ? extent.rows() : extent.units();
    extra = tensors.own("reset states", extent.steps(), extent.batch(), width);
    gradients = tensors.binding.isTrained() ? tensors.sharedGates(extent.rows() + width) : null;
  }

  private T extra(T all, int t) {
    return tensors.at(all, t, extent.batch() * width);
  }

  private Part<T> candidates(Part<T> gates) {
    return math.columnsFrom(gates, 2 * extent.units());
  }

  private Part<T> candidateRows(T recurrent) {
    int size = extent.units() * extent.units();
    return Part.of(math.slice(recurrent, 2L * size, size), extent.units(), extent.units());
  }

  @Override
  void step(CellMath.Forward<T> step) {
    T reset = extra(extra, step.t());
    Part<T> before = state(step.before());
    if (isLinear) {
      math.product(before, recurrent().transposed(), 0, rows(reset));
      math.gruGates(true, step, reset);
    } else {
      int both = 2 * extent.units();
      math.product(
          before,
          recurrent().firstRows(both).transposed(),
          1,
          rows(step.gates()).firstColumns(both));
      math.gruGates(false, step, reset);
      math.product(
          state(reset),
          candidateRows(tensors.parameter(1)).transposed(),
          1,
          candidates(rows(step.gates())));
    }
    math.gruState(isLinear, step);
  }

  private int gateCount() {
    return Math.multiplyExact(extent.examples(), extent.rows());
  }

  @Override
  T gateGradients() {
    return math.slice(trained(gradients), 0, gateCount());
  }

  private T extraGradients() {
    return math.slice(
        trained(gradients), gateCount(), Math.multiplyExact(extent.examples(), width));
  }

  @Override
  void stepBack(CellMath.Backward<T> step) {
    T reset = extra(extra, step.t());
    T resetGradient = extra(extraGradients(), step.t());
    math.gruStateBack(step);
    Part<T> gateGradients = rows(step.gateGradients());
    Part<T> before = state(step.stateGradient());
    if (isLinear) {
      math.gruGatesBack(true, step, reset, resetGradient);
      math.product(rows(resetGradient), recurrent(), 1, before);
    } else {
      int both = 2 * extent.units();
      math.product(
          candidates(gateGradients), candidateRows(tensors.parameter(1)), 0, state(resetGradient));
      math.gruGatesBack(false, step, reset, resetGradient);
      math.product(gateGradients.firstColumns(both), recurrent().firstRows(both), 1, before);
    }
  }

  @Override
  void recurrentGradients(T gateGradients) {
    Part<T> ofGates = all(gateGradients);
    addBias(false, ofGates);
    if (isLinear) {
      Part<T> ofProducts = all(extraGradients());
      addBias(true, ofProducts);
      addRecurrent(ofProducts);
    } else {
      addBias(true, ofGates);
      addRecurrent(ofGates.firstColumns(2 * extent.units()));
      math.product(
          candidates(ofGates).transposed(),
          Part.of(extra, extent.examples(), extent.units()),
          1,
          candidateRows(tensors.parameterGradient(1)));
    }
  }
}
