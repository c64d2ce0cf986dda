package org.warpath.nn.arrays;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Split} by copies of rows' parts. */
final class CpuSplit implements Step {
  private final Binding<Tensor> binding;
  private final CpuStripes stripes;

  CpuSplit(Stripes whole, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    stripes = new CpuStripes(whole, binding.input(), threads);
  }

  @Override
  public void forward(Mode mode) {
    long offset = 0;
    for (Tensor output : binding.outputs()) {
      stripes.cut(binding.input(), offset, output);
      offset += stripes.bytes(output);
    }
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    if (binding.outputs().stream().mapToLong(stripes::bytes).sum() < stripes.bytes(dx)) {
      dx.fill(0); // outputs that nobody asked for have no gradient
    }
    long offset = 0;
    for (Tensor gradient : binding.outputGradients()) {
      stripes.join(gradient, dx, offset);
      offset += stripes.bytes(gradient);
    }
  }
}
