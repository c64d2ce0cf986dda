package org.warpath.nn.solver;

import java.util.List;
import org.warpath.nn.layer.Parameter;

/** A solver at work on the parameters of a network. */
public final class Updates {
  private final Solver solver;
  private final List<Bound> steps;
  private long iteration;

  /**
   * A parameter's step.
   *
   * @param parameter its multipliers count
   */
  public record Bound(Parameter parameter, UpdateStep step) {}

  /** At iteration 0. */
  public Updates(Solver solver, List<Bound> steps) {
    this.solver = solver;
    this.steps = List.copyOf(steps);
  }

  /** How many updates there have been. */
  public long iteration() {
    return iteration;
  }

  /** Goes on from here. */
  public void resumeAt(long updates) {
    iteration = updates;
  }

  /** The rate of the next update. */
  public double rate() {
    return solver.rate().at(iteration);
  }

  /** Every parameter ← the solver's, by its gradient. */
  public void apply() {
    double rate = rate();
    double scale = solver.clipping().needsNorm() ? solver.clipping().scale(norm()) : 1;
    for (Bound bound : steps) {
      Parameter parameter = bound.parameter();
      double decay = parameter.decayMultiplier();
      bound
          .step()
          .apply(
              new GradientFactors(
                  scale,
                  solver.clipping().value(),
                  solver.decay().l2() * decay,
                  solver.decay().l1() * decay),
              solver.rule().factors(rate * parameter.rateMultiplier(), decay, iteration));
    }
    iteration++;
  }

  private double norm() {
    double squares = 0;
    for (Bound bound : steps) {
      squares += bound.step().gradientSquares();
    }
    return Math.sqrt(squares);
  }
}
