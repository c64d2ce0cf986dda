package org.warpath.nn.loss;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Softmax} line by line. */
final class CpuSoftmax implements Step {
  private final boolean isLogarithm;
  private final Binding<Tensor> binding;
  private final int threads;
  private final Lines lines;

  CpuSoftmax(Softmax softmax, Binding<Tensor> binding, int threads) {
    isLogarithm = softmax.isLogarithm();
    this.binding = binding;
    this.threads = threads;
    lines = softmax.lines(binding.input().shape());
  }

  @Override
  public void forward(Mode mode) {
    lines.forEach(
        threads,
        binding.type(),
        (_, place, y, scratch) -> {
          y.load(binding.input(), place, lines.inner());
          if (isLogarithm) {
            toLogarithms(y, scratch);
          } else {
            toProbabilities(y);
          }
          y.store(binding.output(), place, lines.inner());
        });
  }

  static void toProbabilities(Line x) {
    x.add(-x.max());
    x.exp();
    x.multiply(1 / x.sum());
  }

  private static void toLogarithms(Line x, Line scratch) {
    x.add(-x.max());
    scratch.copyFrom(x);
    scratch.exp();
    x.add(-Math.log(scratch.sum()));
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    lines.forEach(
        threads,
        binding.type(),
        (_, place, y, d) -> {
          y.load(binding.output(), place, lines.inner());
          d.load(binding.outputGradient(), place, lines.inner());
          if (isLogarithm) {
            // dx = dy − eʸ·Σ dy
            y.exp();
            d.add(-d.sum(), y);
          } else {
            // dx = y·(dy − Σ y·dy)
            d.add(-y.dot(d));
            d.multiply(y);
          }
          d.store(dx, place, lines.inner());
        });
  }
}
