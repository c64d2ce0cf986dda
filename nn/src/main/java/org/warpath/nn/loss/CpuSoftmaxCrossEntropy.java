package org.warpath.nn.loss;

import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link SoftmaxCrossEntropy}: the probabilities are kept for the pass backward. */
final class CpuSoftmaxCrossEntropy implements Step {
  private final SoftmaxCrossEntropy layer;
  private final Binding<Tensor> binding;
  private final int threads;
  private final Labels labels;
  private final Lines lines;
  private final Tensor probabilities;
  private final Tensor losses;
  private double divisor;

  CpuSoftmaxCrossEntropy(SoftmaxCrossEntropy layer, Binding<Tensor> binding, int threads) {
    this.layer = layer;
    this.binding = binding;
    this.threads = threads;
    labels = Labels.of(binding, layer.ignored());
    lines = labels.lines();
    probabilities = binding.own(binding.input().shape(), "probabilities");
    Shape each = Shape.of(Math.toIntExact(lines.count()));
    losses = binding.workspace().own(ElementType.FLOAT64, each, binding.name() + ": losses");
  }

  @Override
  public void forward(Mode mode) {
    lines.forEach(
        threads,
        binding.type(),
        (line, place, x, _) -> {
          int label = labels.at(line);
          x.load(binding.input(), place, lines.inner());
          x.add(-x.max());
          double atLabel = label == Labels.NONE ? 0 : x.get(label);
          x.exp();
          double sum = x.sum();
          x.multiply(1 / sum);
          x.store(probabilities, place, lines.inner());
          losses.set(line, label == Labels.NONE ? 0 : Math.log(sum) - atLabel);
        });
    divisor = layer.normalization().divisor(lines, labels.valid());
    binding.output().set(0, Sums.of(losses) / divisor);
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    double factor = binding.outputGradient().get(0) / divisor;
    lines.forEach(
        threads,
        binding.type(),
        (line, place, p, zeros) -> {
          int label = labels.at(line);
          if (label == Labels.NONE) {
            zeros.store(dx, place, lines.inner());
            return;
          }
          p.load(probabilities, place, lines.inner());
          p.set(label, p.get(label) - 1);
          p.multiply(factor);
          p.store(dx, place, lines.inner());
        });
  }
}
