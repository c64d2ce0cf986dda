package org.warpath.nn.loss;

import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link SoftmaxCrossEntropy}: the probabilities are kept for the pass backward. */
final class CpuSoftmaxCrossEntropy implements Step {
  private final Binding<Tensor> binding;
  private final int threads;
  private final Lines lines;
  private final Tensor probabilities;
  private final Tensor losses;

  CpuSoftmaxCrossEntropy(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    Shape scores = binding.input().shape();
    lines = Lines.ofClasses(scores);
    probabilities = binding.own(scores, "probabilities");
    Shape each = Shape.of(Math.toIntExact(lines.count()));
    losses = binding.workspace().own(ElementType.FLOAT64, each, binding.name() + ": losses");
  }

  private int label(long line) {
    return Labels.at(binding.inputs().get(1), line, lines.length(), binding.name());
  }

  @Override
  public void forward(Mode mode) {
    lines.forEach(
        threads,
        binding.type(),
        (line, place, x, _) -> {
          x.load(binding.input(), place, lines.inner());
          x.add(-x.max());
          double atLabel = x.get(label(line));
          x.exp();
          double sum = x.sum();
          x.multiply(1 / sum);
          x.store(probabilities, place, lines.inner());
          losses.set(line, Math.log(sum) - atLabel);
        });
    binding.output().set(0, Means.of(losses));
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    double factor = binding.outputGradient().get(0) / lines.count();
    lines.forEach(
        threads,
        binding.type(),
        (line, place, p, _) -> {
          p.load(probabilities, place, lines.inner());
          int label = label(line);
          p.set(label, p.get(label) - 1);
          p.multiply(factor);
          p.store(dx, place, lines.inner());
        });
  }
}
