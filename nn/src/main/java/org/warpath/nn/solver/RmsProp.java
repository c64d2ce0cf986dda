package org.warpath.nn.solver;

import java.util.List;

/**
 * s ← ρ·s + (1 − ρ)·g²; w ← w − λ·g / (√s + ε): Tieleman and Hinton (2012), as Caffe and PyTorch
 * have it.
 *
 * @param decay ρ, in [0, 1); typically 0.95
 * @param epsilon ε, at least 0; typically 1e-8
 */
public record RmsProp(double decay, double epsilon) implements UpdateRule {
  public RmsProp {
    Finite.requireShare("decay", decay);
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
    return Factors.scaled(decay, 1 - decay, rate, epsilon);
  }
}
