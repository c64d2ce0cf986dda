package org.warpath.nn.embedding;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Gather} row by row. */
final class CpuGather implements Step {
  private final Binding<Tensor> binding;
  private final CpuRows rows;

  CpuGather(Gather gather, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    Tensor indices = binding.inputs().get(1);
    Rows shape = gather.rows(binding.input().shape(), indices.shape());
    rows = new CpuRows(shape, indices, -shape.rows(), binding.name() + ": index", threads);
  }

  @Override
  public void forward(Mode mode) {
    rows.take(binding.input(), binding.output());
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      dx.fill(0);
      rows.addBack(binding.outputGradient(), dx);
    }
  }
}
