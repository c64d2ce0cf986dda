package org.warpath.nn.solver;

import java.util.List;
import java.util.Objects;

/**
 * {@link Adam} that also takes λ·decay·w off w, apart from the gradient: Loshchilov and Hutter,
 * Decoupled weight decay regularization (2019), as PyTorch has it. A {@link WeightDecay} would come
 * on top.
 *
 * @param adam the rest
 * @param decay at least 0; typically 0.01
 */
public record AdamW(Adam adam, double decay) implements UpdateRule {
  public AdamW {
    Objects.requireNonNull(adam, "adam");
    Finite.requireAtLeast0("decay", decay);
  }

  @Override
  public List<String> stateNames() {
    return adam.stateNames();
  }

  @Override
  public Form form() {
    return Form.MOMENTS;
  }

  @Override
  public Factors factors(double rate, double decayMultiplier, long iteration) {
    return Adam.factors(rate, 1 - rate * decay * decayMultiplier, iteration + 1, adam);
  }
}
