package org.warpath.nn.solver;

import java.util.List;
import java.util.Objects;

/**
 * s ← β₁·s + (1 − β₁)·g; u ← β₂·u + (1 − β₂)·g²; w ← w − λ·√c₂/c₁ · s / (√u + ε) with cᵢ = 1 −
 * βᵢ^(t+1): Kingma and Ba (2015). That is the form of its section 2, Caffe's; {@link
 * Correction#EXACT} has the ε of its algorithm 1, PyTorch's: w ← w − λ · (s/c₁) / (√(u/c₂) + ε).
 *
 * @param first β₁, in [0, 1); typically 0.9
 * @param second β₂, in [0, 1); typically 0.999
 * @param epsilon ε, at least 0; typically 1e-8
 * @param correction how the means, which begin with 0, are corrected
 */
public record Adam(double first, double second, double epsilon, Correction correction)
    implements UpdateRule {

  /** Of means that begin with 0. */
  public enum Correction {
    /** √c₂/c₁ in the rate: Caffe's. */
    IN_RATE,
    /** As {@link #IN_RATE} with t for t + 1, and none in the first iteration: ONNX's. */
    IN_RATE_FROM_1,
    /** Of each mean: PyTorch's. */
    EXACT
  }

  public Adam {
    Finite.requireShare("first", first);
    Finite.requireShare("second", second);
    Finite.requireAtLeast0("epsilon", epsilon);
    Objects.requireNonNull(correction, "correction");
  }

  /** With the usual numbers: 0.9, 0.999, 1e-8. */
  public static Adam usual() {
    return new Adam(0.9, 0.999, 1e-8, Correction.EXACT);
  }

  @Override
  public List<String> stateNames() {
    return List.of("mean", "squares");
  }

  @Override
  public Form form() {
    return Form.MOMENTS;
  }

  @Override
  public Factors factors(double rate, double decayMultiplier, long iteration) {
    return factors(rate, 1, iteration + (correction == Correction.IN_RATE_FROM_1 ? 0 : 1), this);
  }

  static Factors factors(double rate, double keep, long steps, Adam adam) {
    double ofFirst = steps == 0 ? 1 : 1 - Math.pow(adam.first, (double) steps);
    double ofSecond = steps == 0 ? 1 : 1 - Math.pow(adam.second, (double) steps);
    return switch (adam.correction) {
      case IN_RATE, IN_RATE_FROM_1 ->
          Factors.moments(
              keep, adam.first, adam.second, rate * Math.sqrt(ofSecond) / ofFirst, 1, adam.epsilon);
      case EXACT ->
          Factors.moments(
              keep, adam.first, adam.second, rate / ofFirst, 1 / Math.sqrt(ofSecond), adam.epsilon);
    };
  }
}
