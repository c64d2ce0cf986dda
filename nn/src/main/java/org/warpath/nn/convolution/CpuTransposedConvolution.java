package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link TransposedConvolution}: the gradients of a convolution from its output to its input. */
final class CpuTransposedConvolution implements Step {
  private final Binding<Tensor> binding;
  private final CpuConvolver convolver;
  private final @Nullable BiasGradient biasGradient;

  CpuTransposedConvolution(Binding<Tensor> binding, CpuConvolver convolver, int threads) {
    this.binding = binding;
    this.convolver = convolver;
    biasGradient = BiasGradient.of(binding, threads);
  }

  @Override
  public void forward(Mode mode) {
    Tensor bias = binding.parameters().size() == 2 ? binding.parameters().get(1) : null;
    Tensor w = binding.parameters().getFirst();
    convolver.inputGradient(binding.input(), w, bias, binding.output());
  }

  @Override
  public void backward() {
    Tensor dy = binding.outputGradient();
    convolver.weightGradient(dy, binding.input(), binding.parameterGradient(0));
    if (biasGradient != null) {
      biasGradient.add();
    }
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      convolver.forward(dy, binding.parameters().getFirst(), null, dx);
    }
  }
}
