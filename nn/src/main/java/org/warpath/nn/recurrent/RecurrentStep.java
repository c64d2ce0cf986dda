package org.warpath.nn.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.TensorView;

/** {@link Recurrent} on any engine: a pass a direction. */
final class RecurrentStep<T extends TensorView<T>> implements Step {
  private final List<DirectionPass<T>> passes = new ArrayList<>();

  RecurrentStep(Recurrent layer, Binding<T> binding, Extent extent, CellMath<T> math) {
    for (int d = 0; d < extent.directions(); d++) {
      DirectionTensors<T> tensors = new DirectionTensors<>(layer, binding, extent, math, d);
      passes.add(
          switch (layer.cell()) {
            case Cell.Rnn rnn -> new RnnPass<>(rnn, tensors);
            case Cell.Lstm lstm -> new LstmPass<>(tensors);
            case Cell.Gru gru -> new GruPass<>(gru, tensors);
          });
    }
  }

  @Override
  public void forward(Mode mode) {
    passes.forEach(DirectionPass::forward);
  }

  @Override
  public void backward() {
    passes.forEach(DirectionPass::backward);
  }
}
