package org.warpath.nn.activation;

import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Tensor;

/** {@link Activation} block by block. */
final class CpuActivation implements Step {
  private final Activation activation;
  private final Binding<Tensor> binding;
  private final int threads;
  private final long count;

  CpuActivation(Activation activation, Binding<Tensor> binding, int threads) {
    this.activation = activation;
    this.binding = binding;
    this.threads = threads;
    count = binding.input().shape().count();
  }

  @Override
  public void forward(Mode mode) {
    Tensor x = binding.input();
    Tensor y = binding.output();
    if (binding.type() == ElementType.FLOAT64) {
      Blocks.forEach(
          threads,
          count,
          () -> new double[Blocks.SIZE],
          (block, from, length) -> {
            Blocks.load(x, from, block, length);
            DoubleLoops.value(activation, block, length);
            Blocks.store(block, y, from, length);
          });
      return;
    }
    Blocks.forEach(
        threads,
        count,
        () -> new float[Blocks.SIZE],
        (block, from, length) -> {
          Blocks.load(x, from, block, length);
          FloatLoops.value(activation, block, length);
          Blocks.store(block, y, from, length);
        });
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    Tensor dy = binding.outputGradient();
    Tensor told = activation.function().slopeIsOfValue() ? binding.output() : binding.input();
    if (binding.type() == ElementType.FLOAT64) {
      Blocks.forEach(
          threads,
          count,
          () -> new double[2][Blocks.SIZE],
          (blocks, from, length) -> {
            Blocks.load(told, from, blocks[0], length);
            Blocks.load(dy, from, blocks[1], length);
            DoubleLoops.slope(activation, blocks[0], length);
            DoubleLoops.multiply(blocks[0], blocks[1], length);
            Blocks.store(blocks[0], dx, from, length);
          });
      return;
    }
    Blocks.forEach(
        threads,
        count,
        () -> new float[2][Blocks.SIZE],
        (blocks, from, length) -> {
          Blocks.load(told, from, blocks[0], length);
          Blocks.load(dy, from, blocks[1], length);
          FloatLoops.slope(activation, blocks[0], length);
          FloatLoops.multiply(blocks[0], blocks[1], length);
          Blocks.store(blocks[0], dx, from, length);
        });
  }
}
