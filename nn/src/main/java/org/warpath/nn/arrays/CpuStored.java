package org.warpath.nn.arrays;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Tensor;

/** {@link Stored} on the processor. */
final class CpuStored implements Step {
  private final Binding<Tensor> binding;
  private final int threads;

  CpuStored(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
  }

  @Override
  public void forward(Mode mode) {
    binding.output().copyFrom(binding.parameters().getFirst());
  }

  @Override
  public void backward() {
    Tensor gradient = binding.parameterGradients().getFirst();
    if (gradient == null) {
      return;
    }
    Blocks.forEach(
        threads,
        gradient.shape().count(),
        () -> new double[2][Blocks.SIZE],
        (blocks, from, count) -> {
          double[] sum = blocks[0];
          double[] more = blocks[1];
          Blocks.load(gradient, from, sum, count);
          Blocks.load(binding.outputGradient(), from, more, count);
          for (int i = 0; i < count; i++) {
            sum[i] += more[i];
          }
          Blocks.store(sum, gradient, from, count);
        });
  }
}
