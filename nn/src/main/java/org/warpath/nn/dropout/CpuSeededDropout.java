package org.warpath.nn.dropout;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Tensor;

/** {@link SeededDropout} on the processor. */
final class CpuSeededDropout implements Step {
  private final Binding<Tensor> binding;
  private final Tensor mask;
  private final double scale;
  private final int threads;

  CpuSeededDropout(Binding<Tensor> binding, Tensor mask, double scale, int threads) {
    this.binding = binding;
    this.mask = mask;
    this.scale = scale;
    this.threads = threads;
  }

  @Override
  public void forward(Mode mode) {
    boolean isTraining = mode == Mode.TRAINING;
    if (isTraining) {
      apply(binding.input(), binding.output());
    } else {
      binding.output().copyFrom(binding.input());
    }
    if (binding.outputs().size() > 1) {
      Tensor told = binding.outputs().get(1);
      if (isTraining) {
        told.copyFrom(mask);
      } else {
        told.fill(1);
      }
    }
  }

  private void apply(Tensor x, Tensor y) {
    Blocks.forEach(
        threads,
        x.shape().count(),
        () -> new double[2][Blocks.SIZE],
        (blocks, from, count) -> {
          Blocks.load(x, from, blocks[0], count);
          Blocks.load(mask, from, blocks[1], count);
          for (int i = 0; i < count; i++) {
            blocks[0][i] = blocks[1][i] == 0 ? 0 : blocks[0][i] * scale;
          }
          Blocks.store(blocks[0], y, from, count);
        });
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      apply(binding.outputGradient(), dx);
    }
  }
}
