package org.warpath.nn.convolution;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.TensorView;

/**
 * {@link TransposedConvolution}: the gradients of a convolution from its output to its input.
 *
 * @param biasGradient adds the bias's gradient, if there is a bias
 * @param <T> where tensors lie
 */
record TransposedConvolutionStep<T extends TensorView<T>>(
    Binding<T> binding, Convolver<T> convolver, Runnable biasGradient) implements Step {

  @Override
  public void forward(Mode mode) {
    T w = binding.parameters().getFirst();
    convolver.inputGradient(binding.input(), w, ConvolutionStep.bias(binding), binding.output());
  }

  @Override
  public void backward() {
    T dy = binding.outputGradient();
    convolver.weightGradient(dy, binding.input(), binding.parameterGradient(0));
    biasGradient.run();
    T dx = binding.inputGradient();
    if (dx != null) {
      convolver.forward(dy, binding.parameters().getFirst(), null, dx);
    }
  }
}
