package org.warpath.nn.arrays;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Concat} by copies of rows' parts. */
final class CpuConcat implements Step {
  private final Binding<Tensor> binding;
  private final CpuStripes stripes;

  CpuConcat(Stripes whole, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    stripes = new CpuStripes(whole, binding.output(), threads);
  }

  @Override
  public void forward(Mode mode) {
    long offset = 0;
    for (Tensor input : binding.inputs()) {
      stripes.join(input, binding.output(), offset);
      offset += stripes.bytes(input);
    }
  }

  @Override
  public void backward() {
    long offset = 0;
    for (int i = 0; i < binding.inputs().size(); i++) {
      Tensor gradient = binding.inputGradients().get(i);
      if (gradient != null) {
        stripes.cut(binding.outputGradient(), offset, gradient);
      }
      offset += stripes.bytes(binding.inputs().get(i));
    }
  }
}
