package org.warpath.nn.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.tensor.Shape;

/**
 * Numbers that a layer keeps: learned ones, or statistics it gathers.
 *
 * @param name unique in its layer, such as {@code weight}
 * @param shape the sizes
 * @param initialiser what they are at first
 * @param isLearned whether they are learned, and so have a gradient; statistics are not
 * @param rateMultiplier what the learning rate is multiplied by, at least 0
 * @param decayMultiplier what the weight decay is multiplied by, at least 0
 * @param owner the parameter of the network, {@code node.parameter}, whose numbers and gradient
 *     these are, as layers share it; null where they are its own
 */
public record Parameter(
    String name,
    Shape shape,
    Initialiser initialiser,
    boolean isLearned,
    double rateMultiplier,
    double decayMultiplier,
    @Nullable String owner) {

  public Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(initialiser, "initialiser");
    if (!(rateMultiplier >= 0) || !(decayMultiplier >= 0)) {
      throw new IllegalArgumentException(
          "%s: multipliers must be at least 0, were %s and %s"
              .formatted(name, rateMultiplier, decayMultiplier));
    }
  }

  /** One that is learned at the solver's own rate and decay. */
  public static Parameter learned(String name, Shape shape, Initialiser initialiser) {
    return new Parameter(name, shape, initialiser, true, 1, 1, null);
  }

  /** One that the layer itself changes. */
  public static Parameter statistic(String name, Shape shape, double value) {
    return new Parameter(name, shape, Initialiser.constant(value), false, 0, 0, null);
  }

  /** The same with other multipliers. */
  public Parameter withMultipliers(double rate, double decay) {
    return new Parameter(name, shape, initialiser, isLearned, rate, decay, owner);
  }

  /** The same as another's; null for its own. */
  public Parameter ownedBy(@Nullable String other) {
    return new Parameter(
        name, shape, initialiser, isLearned, rateMultiplier, decayMultiplier, other);
  }
}
