package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.TensorView;

/**
 * {@link Convolution} by one of its algorithms, on either engine.
 *
 * @param biasGradient adds the bias's gradient, if there is a bias
 * @param <T> where tensors lie
 */
record ConvolutionStep<T extends TensorView<T>>(
    Binding<T> binding, Convolver<T> convolver, Runnable biasGradient) implements Step {

  @Override
  public void forward(Mode mode) {
    T w = binding.parameters().getFirst();
    convolver.forward(binding.input(), w, bias(binding), binding.output());
  }

  static <T extends TensorView<T>> @Nullable T bias(Binding<T> binding) {
    return binding.parameters().size() == 2 ? binding.parameters().get(1) : null;
  }

  @Override
  public void backward() {
    T dy = binding.outputGradient();
    convolver.weightGradient(binding.input(), dy, binding.parameterGradient(0));
    biasGradient.run();
    T dx = binding.inputGradient();
    if (dx != null) {
      convolver.inputGradient(dy, binding.parameters().getFirst(), null, dx);
    }
  }
}
