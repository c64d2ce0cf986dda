package org.warpath.nn.recurrent;

import java.util.Objects;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.tensor.Tensor;

/**
 * Biases of an LSTM whose forget gates begin open (Gers and others 2000; Jozefowicz and others
 * 2015): Wb of f is {@code value}, everything else as {@code others} has it.
 *
 * @param value typically 1
 * @param others fills first
 */
public record ForgetBias(double value, Initialiser others) implements Initialiser {
  // Of Wb and Rb, each of four gates in the order i, o, f, c.
  private static final int PARTS = 8;
  private static final int FORGET = 2;

  public ForgetBias {
    Objects.requireNonNull(others, "others");
  }

  @Override
  public void fill(Tensor parameter, Noise random) {
    others.fill(parameter, random);
    int directions = parameter.shape().size(0);
    int length = parameter.shape().size(1);
    int units = length / PARTS;
    if (parameter.shape().rank() != 2 || units * PARTS != length) {
      throw new IllegalArgumentException("expected biases of an LSTM, was " + parameter.shape());
    }
    for (int d = 0; d < directions; d++) {
      for (int i = 0; i < units; i++) {
        parameter.set((long) d * length + (long) FORGET * units + i, value);
      }
    }
  }
}
