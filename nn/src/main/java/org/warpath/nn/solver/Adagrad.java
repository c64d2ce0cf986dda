package org.warpath.nn.solver;

import java.util.List;

/**
 * s ← s + g²; w ← w − λ·g / (√s + ε): Duchi, Hazan and Singer (2011), as Caffe, PyTorch and ONNX
 * have it. ONNX's {@code decay_factor} is the gamma of {@link RatePolicy.Inv} with a power of 1.
 *
 * @param epsilon ε, at least 0; typically 1e-8
 */
public record Adagrad(double epsilon) implements UpdateRule {
  public Adagrad {
    Finite.requireAtLeast0("epsilon", epsilon);
  }

  @Override
  public List<String> stateNames() {
    return List.of("squares");
  }

  @Override
  public Form form() {
    return Form.SCALED;
  }

  @Override
  public Factors factors(double rate, double decayMultiplier, long iteration) {
    return Factors.scaled(1, 1, rate, epsilon);
  }
}
