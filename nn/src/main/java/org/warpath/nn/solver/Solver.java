package org.warpath.nn.solver;

import java.util.Objects;

/**
 * How parameters change by their gradients. In every iteration, for a parameter w with gradient g:
 *
 * <ol>
 *   <li>g is {@linkplain Clipping clipped};
 *   <li>the {@linkplain WeightDecay decay} is added to it;
 *   <li>the {@linkplain UpdateRule rule} changes w, at the {@linkplain RatePolicy rate} of the
 *       iteration.
 * </ol>
 *
 * That is the order of Caffe's solvers. Rate and decay are multiplied by the parameter's own
 * multipliers.
 *
 * @param rule what changes a parameter
 * @param rate the learning rate by iteration
 * @param decay what pulls parameters to 0
 * @param clipping what bounds gradients
 */
public record Solver(UpdateRule rule, RatePolicy rate, WeightDecay decay, Clipping clipping) {

  public Solver {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(decay, "decay");
    Objects.requireNonNull(clipping, "clipping");
  }

  /** Without decay or clipping. */
  public static Solver of(UpdateRule rule, RatePolicy rate) {
    return new Solver(rule, rate, WeightDecay.NONE, Clipping.NONE);
  }

  /** Without decay or clipping, at a fixed rate. */
  public static Solver of(UpdateRule rule, double rate) {
    return of(rule, new RatePolicy.Fixed(rate));
  }

  /** The same with another decay. */
  public Solver with(WeightDecay other) {
    return new Solver(rule, rate, other, clipping);
  }

  /** The same with other bounds on gradients. */
  public Solver with(Clipping other) {
    return new Solver(rule, rate, decay, other);
  }
}
