package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Convolution} by one of its algorithms. */
final class CpuConvolution implements Step {
  private final Binding<Tensor> binding;
  private final CpuConvolver convolver;
  private final @Nullable BiasGradient biasGradient;

  CpuConvolution(Binding<Tensor> binding, CpuConvolver convolver, int threads) {
    this.binding = binding;
    this.convolver = convolver;
    biasGradient = BiasGradient.of(binding, threads);
  }

  @Override
  public void forward(Mode mode) {
    Tensor bias = binding.parameters().size() == 2 ? binding.parameters().get(1) : null;
    convolver.forward(binding.input(), binding.parameters().getFirst(), bias, binding.output());
  }

  @Override
  public void backward() {
    Tensor dy = binding.outputGradient();
    convolver.weightGradient(binding.input(), dy, binding.parameterGradient(0));
    if (biasGradient != null) {
      biasGradient.add();
    }
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      convolver.inputGradient(dy, binding.parameters().getFirst(), null, dx);
    }
  }
}
