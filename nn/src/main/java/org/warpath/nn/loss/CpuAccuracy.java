package org.warpath.nn.loss;

import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link Accuracy}: a label is right if fewer than {@code top} classes are before it. */
final class CpuAccuracy implements Step {
  private final int top;
  private final Binding<Tensor> binding;
  private final int threads;
  private final Labels labels;
  private final Lines lines;
  private final Tensor isRight;

  CpuAccuracy(Accuracy accuracy, Binding<Tensor> binding, int threads) {
    top = accuracy.top();
    this.binding = binding;
    this.threads = threads;
    labels = Labels.of(binding, accuracy.ignored());
    lines = labels.lines();
    Shape each = Shape.of(Math.toIntExact(lines.count()));
    isRight = binding.workspace().own(ElementType.FLOAT64, each, binding.name() + ": hits");
  }

  @Override
  public void forward(Mode mode) {
    lines.forEach(
        threads,
        binding.type(),
        (line, place, scores, _) -> {
          scores.load(binding.input(), place, lines.inner());
          int label = labels.at(line);
          isRight.set(line, label != Labels.NONE && before(scores, label) < top ? 1 : 0);
        });
    binding.output().set(0, Sums.of(isRight) / Normalization.VALID.divisor(lines, labels.valid()));
  }

  // A NaN is before all numbers: a network that gives them is not right.
  private int before(Line scores, int label) {
    double own = scores.get(label);
    int before = 0;
    for (int i = 0; i < lines.length(); i++) {
      double score = scores.get(i);
      if (!(score <= own) || (score == own && i < label)) {
        before++;
      }
    }
    return before;
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      dx.fill(0);
    }
  }
}
