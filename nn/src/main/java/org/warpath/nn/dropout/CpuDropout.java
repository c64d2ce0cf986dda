package org.warpath.nn.dropout;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Tensor;

/** {@link Dropout}: the mask is made anew in the pass backward, not kept. */
final class CpuDropout implements Step {
  private final Binding<Tensor> binding;
  private final int threads;
  private final long threshold;
  private final double scale;
  private final Tensor passes;
  private final long count;

  CpuDropout(Dropout dropout, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    threshold = dropout.threshold();
    scale = dropout.scale();
    passes = binding.parameters().getFirst();
    count = binding.input().shape().count();
  }

  @Override
  public void forward(Mode mode) {
    if (mode == Mode.INFERENCE) {
      binding.output().copyFrom(binding.input());
      if (hasMask()) {
        mask().fill(1);
      }
      return;
    }
    PassCount.increase(passes);
    apply(binding.input(), binding.output());
    if (hasMask()) {
      writeMask();
    }
  }

  private boolean hasMask() {
    return binding.outputs().size() > 1;
  }

  private Tensor mask() {
    return binding.outputs().get(1);
  }

  private long key() {
    return Noise.key(binding.seed(), PassCount.of(passes));
  }

  // value or 0, by its bits: a choice would be a branch, of which half go wrong.
  private double kept(long key, long place, double value) {
    long dropped = ((Noise.bits(key, place) >>> 11) - threshold) >> 63;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & ~dropped);
  }

  private void apply(Tensor x, Tensor y) {
    long key = key();
    Blocks.forEach(
        threads,
        count,
        () -> new double[Blocks.SIZE],
        (block, from, length) -> {
          Blocks.load(x, from, block, length);
          for (int i = 0; i < length; i++) {
            block[i] = kept(key, from + i, block[i] * scale);
          }
          Blocks.store(block, y, from, length);
        });
  }

  private void writeMask() {
    long key = key();
    Blocks.forEach(
        threads,
        count,
        () -> new double[Blocks.SIZE],
        (block, from, length) -> {
          for (int i = 0; i < length; i++) {
            block[i] = kept(key, from + i, 1);
          }
          Blocks.store(block, mask(), from, length);
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
