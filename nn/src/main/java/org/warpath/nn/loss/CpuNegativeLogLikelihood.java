package org.warpath.nn.loss;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link NegativeLogLikelihood}: one element a line is read. */
final class CpuNegativeLogLikelihood implements Step {
  private final Binding<Tensor> binding;
  private final Labels labels;
  private final Lines lines;

  CpuNegativeLogLikelihood(Binding<Tensor> binding) {
    this.binding = binding;
    labels = Labels.of(binding, null);
    lines = labels.lines();
  }

  private long placeOfLabel(long line) {
    int label = labels.at(line);
    return lines.place(line) + label * lines.inner();
  }

  @Override
  public void forward(Mode mode) {
    double sum = 0;
    for (long line = 0; line < lines.count(); line++) {
      sum -= binding.input().get(placeOfLabel(line));
    }
    binding.output().set(0, sum / lines.count());
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    dx.fill(0);
    double slope = -binding.outputGradient().get(0) / lines.count();
    for (long line = 0; line < lines.count(); line++) {
      dx.set(placeOfLabel(line), slope);
    }
  }
}
