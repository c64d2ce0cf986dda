package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.TensorView;

/** {@link Cell.Lstm} in one direction. */
final class LstmPass<T extends TensorView<T>> extends DirectionPass<T> {
  private final T cells; // c[(S + 1)×N×H]
  private final @Nullable T cellGradient;
  private final @Nullable T gateGradients;

  LstmPass(DirectionTensors<T> tensors) {
    super(tensors);
    cells = tensors.own("cells", extent.steps() + 1, extent.batch(), extent.units());
    boolean isTrained = tensors.binding.isTrained();
    cellGradient = isTrained ? tensors.own("gradient of c", extent.batch(), extent.units()) : null;
    gateGradients = isTrained ? tensors.sharedGates(extent.rows()) : null;
  }

  private @Nullable T peepholes() {
    return tensors.layer.cell() instanceof Cell.Lstm lstm && lstm.hasPeepholes()
        ? tensors.parameter(tensors.peephole())
        : null;
  }

  @Override
  void begin() {
    super.begin();
    start(tensors.initial(1), cells);
  }

  @Override
  void step(CellMath.Forward<T> step) {
    math.product(state(step.before()), recurrent().transposed(), 1, rows(step.gates()));
    math.lstm(step, peepholes(), tensors.before(cells, step.t()), tensors.after(cells, step.t()));
  }

  @Override
  void end() {
    super.end();
    finish(2, cells);
  }

  @Override
  T gateGradients() {
    return trained(gateGradients);
  }

  @Override
  void beginBack() {
    super.beginBack();
    lastGradient(2, trained(cellGradient));
  }

  @Override
  void stepBack(CellMath.Backward<T> step) {
    math.lstmBack(
        step,
        peepholes(),
        tensors.before(cells, step.t()),
        tensors.after(cells, step.t()),
        trained(cellGradient));
    math.product(rows(step.gateGradients()), recurrent(), 1, state(step.stateGradient()));
  }

  @Override
  void endBack() {
    super.endBack();
    initialGradient(1, trained(cellGradient));
  }

  @Override
  void recurrentGradients(T gateGradients) {
    addRecurrent(all(gateGradients));
    addBias(false, all(gateGradients));
    addBias(true, all(gateGradients));
    if (peepholes() != null) {
      math.peepholeSums(
          gateGradients,
          tensors.allBefore(cells),
          tensors.allAfter(cells),
          tensors.parameterGradient(tensors.peephole()));
    }
  }
}
