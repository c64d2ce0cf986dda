package org.warpath.nn.solver;

import java.util.List;

/**
 * s ← ρ·s + (1 − ρ)·g²; d = g·√((u + ε) / (s + ε)); u ← ρ·u + (1 − ρ)·d²; w ← w − λ·d: Zeiler
 * (2012), with Caffe's rate λ, which is 1 there.
 *
 * @param decay ρ, in [0, 1); typically 0.95
 * @param epsilon ε, above 0, as nothing moves without; typically 1e-6
 */
public record AdaDelta(double decay, double epsilon) implements UpdateRule {
  public AdaDelta {
    Finite.requireShare("decay", decay);
    Finite.requireAtLeast0("epsilon", epsilon);
    if (epsilon == 0) {
      throw new IllegalArgumentException("epsilon must be above 0, was 0");
    }
  }

  @Override
  public List<String> stateNames() {
    return List.of("squares", "steps");
  }

  @Override
  public Form form() {
    return Form.STEPS;
  }

  @Override
  public Factors factors(double rate, double decayMultiplier, long iteration) {
    return Factors.scaled(decay, 1 - decay, rate, epsilon);
  }
}
