package org.warpath.nn.loss;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Tensor;

/** {@link PoissonLoss} block by block. */
final class CpuPoissonLoss implements Step {
  private final Binding<Tensor> binding;
  private final int threads;
  private final Tensor x;
  private final Tensor target;
  private final long count;

  CpuPoissonLoss(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    x = binding.inputs().get(0);
    target = binding.inputs().get(1);
    count = x.shape().count();
  }

  @Override
  public void forward(Mode mode) {
    Blocks.forEach(
        threads,
        count,
        () -> new double[2][Blocks.SIZE],
        (blocks, from, length) -> {
          Blocks.load(x, from, blocks[0], length);
          Blocks.load(target, from, blocks[1], length);
          for (int i = 0; i < length; i++) {
            double value = blocks[0][i];
            blocks[0][i] = Math.exp(value) - blocks[1][i] * value;
          }
          Blocks.store(blocks[0], binding.output(), from, length);
        });
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradients().get(0);
    Tensor dt = binding.inputGradients().get(1);
    Blocks.forEach(
        threads,
        count,
        () -> new double[3][Blocks.SIZE],
        (blocks, from, length) -> {
          Blocks.load(x, from, blocks[0], length);
          Blocks.load(target, from, blocks[1], length);
          Blocks.load(binding.outputGradient(), from, blocks[2], length);
          for (int i = 0; i < length; i++) {
            double value = blocks[0][i];
            blocks[0][i] = -blocks[2][i] * value;
            blocks[1][i] = blocks[2][i] * (Math.exp(value) - blocks[1][i]);
          }
          if (dt != null) {
            Blocks.store(blocks[0], dt, from, length);
          }
          if (dx != null) {
            Blocks.store(blocks[1], dx, from, length);
          }
        });
  }
}
