package org.warpath.nn.loss;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link MeanSquaredError} block by block, whose sums are added in their order. */
final class CpuMeanSquaredError implements Step {
  private final Binding<Tensor> binding;
  private final int threads;
  private final Tensor x;
  private final Tensor target;
  private final long count;
  private final Tensor sums;

  CpuMeanSquaredError(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    x = binding.inputs().get(0);
    target = binding.inputs().get(1);
    count = x.shape().count();
    Shape blocks = Shape.of(Parallel.tasks(count, Blocks.SIZE));
    sums = binding.workspace().own(ElementType.FLOAT64, blocks, binding.name() + ": sums");
  }

  @Override
  public void forward(Mode mode) {
    Blocks.forEach(
        threads,
        count,
        () -> new double[2][Blocks.SIZE],
        (blocks, from, length) -> {
          differences(blocks, from, length);
          double sum = 0;
          for (int i = 0; i < length; i++) {
            sum += blocks[0][i] * blocks[0][i];
          }
          sums.set(from / Blocks.SIZE, sum);
        });
    double sum = 0;
    for (long i = 0; i < sums.shape().count(); i++) {
      sum += sums.get(i);
    }
    binding.output().set(0, sum / count);
  }

  private void differences(double[][] blocks, long from, int length) {
    Blocks.load(x, from, blocks[0], length);
    Blocks.load(target, from, blocks[1], length);
    for (int i = 0; i < length; i++) {
      blocks[0][i] -= blocks[1][i];
    }
  }

  @Override
  public void backward() {
    double slope = 2 * binding.outputGradient().get(0) / count;
    backward(binding.inputGradients().get(0), slope);
    backward(binding.inputGradients().get(1), -slope);
  }

  private void backward(@Nullable Tensor gradient, double slope) {
    if (gradient == null) {
      return;
    }
    Blocks.forEach(
        threads,
        count,
        () -> new double[2][Blocks.SIZE],
        (blocks, from, length) -> {
          differences(blocks, from, length);
          for (int i = 0; i < length; i++) {
            blocks[0][i] *= slope;
          }
          Blocks.store(blocks[0], gradient, from, length);
        });
  }
}
