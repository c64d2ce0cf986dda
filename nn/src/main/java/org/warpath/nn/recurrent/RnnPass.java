package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.TensorView;

/** {@link Cell.Rnn} in one direction. */
final class RnnPass<T extends TensorView<T>> extends DirectionPass<T> {
  private final boolean isRelu;
  private final @Nullable T gateGradients;

  RnnPass(Cell.Rnn cell, DirectionTensors<T> tensors) {
    super(tensors);
    isRelu = cell.isRelu();
    gateGradients = tensors.binding.isTrained() ? tensors.sharedGates(extent.rows()) : null;
  }

  @Override
  void step(CellMath.Forward<T> step) {
    math.product(state(step.before()), recurrent().transposed(), 1, rows(step.gates()));
    math.rnn(isRelu, step);
  }

  @Override
  T gateGradients() {
    return trained(gateGradients);
  }

  @Override
  void stepBack(CellMath.Backward<T> step) {
    math.rnnBack(isRelu, step);
    math.product(rows(step.gateGradients()), recurrent(), 1, state(step.stateGradient()));
  }

  @Override
  void recurrentGradients(T gateGradients) {
    addRecurrent(all(gateGradients));
    addBias(false, all(gateGradients));
    addBias(true, all(gateGradients));
  }
}
