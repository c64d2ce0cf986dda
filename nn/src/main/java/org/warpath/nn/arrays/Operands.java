package org.warpath.nn.arrays;

import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.TensorView;

/**
 * What a {@link Term} is a function of, beside the output's gradient.
 *
 * @param p null where it has none
 * @param q null where it has none
 */
record Operands<T extends TensorView<T>>(@Nullable T p, @Nullable T q) {

  /** For the gradient of input {@code number}. */
  static <T extends TensorView<T>> Operands<T> of(
      Operation operation, Binding<T> binding, int number) {
    return switch (operation.term(number)) {
      case GRADIENT, NEGATIVE, NONE -> new Operands<>(null, null);
      case TIMES_OTHER, OVER_OTHER, WHERE_OTHER ->
          new Operands<>(null, binding.inputs().get(1 - number));
      case OF_DIVISOR, OF_BASE, OF_EXPONENT ->
          new Operands<>(binding.inputs().get(0), binding.inputs().get(1));
      case WHERE_EQUAL -> new Operands<>(binding.output(), binding.inputs().get(number));
    };
  }
}
