package org.warpath.nn.arrays;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link Reduce}; backward, each gradient goes to all elements of its sum. */
final class CpuReduce implements Step {
  private final Binding<Tensor> binding;
  private final int threads;
  private final CpuSum sum;
  private final double factor;
  private final Nest spread;

  CpuReduce(Reduce reduce, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    Shape shape = binding.input().shape();
    sum = new CpuSum(reduce.fold(shape), threads);
    factor = reduce.factor(shape);
    spread = Nest.of(shape, Nest.repeated(reduce.kept(shape), shape));
  }

  @Override
  public void forward(Mode mode) {
    sum.apply(binding.input(), factor, binding.output());
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    spread.forEach(
        threads,
        1,
        (buffers, place, starts, count) -> {
          Strided.load(binding.outputGradient(), starts[0], spread.step(0), buffers[0], count);
          for (int i = 0; i < count; i++) {
            buffers[0][i] *= factor;
          }
          Blocks.store(buffers[0], dx, place, count);
        });
  }
}
