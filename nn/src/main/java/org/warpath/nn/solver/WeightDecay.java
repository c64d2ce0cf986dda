package org.warpath.nn.solver;

/**
 * What is added to gradients so that parameters tend to 0: l2·w + l1·sign(w), the gradient of l2/2
 * · Σw² + l1 · Σ|w|.
 *
 * @param l2 at least 0; typically 5e-4
 * @param l1 at least 0
 */
public record WeightDecay(double l2, double l1) {
  /** Nothing. */
  public static final WeightDecay NONE = new WeightDecay(0, 0);

  public WeightDecay {
    Finite.requireAtLeast0("l2", l2);
    Finite.requireAtLeast0("l1", l1);
  }

  /** Of squares alone. */
  public static WeightDecay l2(double strength) {
    return new WeightDecay(strength, 0);
  }

  /** Of magnitudes alone. */
  public static WeightDecay l1(double strength) {
    return new WeightDecay(0, strength);
  }
}
