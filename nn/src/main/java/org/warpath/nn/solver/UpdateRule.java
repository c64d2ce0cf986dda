package org.warpath.nn.solver;

import java.util.List;

/** What changes a parameter w by its gradient g; t counts iterations from 0, λ is the rate. */
public sealed interface UpdateRule permits Sgd, RmsProp, Adagrad, AdaDelta, Adam, AdamW {

  /** The names of the tensors that it keeps for each parameter, 0 at first. */
  List<String> stateNames();

  /** Which form it has. */
  Form form();

  /**
   * Its numbers in an iteration.
   *
   * @param rate the parameter's
   * @param decayMultiplier the parameter's
   */
  Factors factors(double rate, double decayMultiplier, long iteration);

  /** What is computed for each element, with {@link Factors}' names. */
  enum Form {
    /** s ← first·s + firstGain·g; w ← keep·w − (rate·s + lookahead·g). */
    MOMENTUM,
    /** s ← second·s + secondGain·g²; w ← keep·w − rate·g / (√s + epsilon). */
    SCALED,
    /**
     * s ← first·s + firstGain·g; u ← second·u + secondGain·g²; w ← keep·w − rate·s / (root·√u +
     * epsilon).
     */
    MOMENTS,
    /**
     * s ← second·s + secondGain·g²; d = g·√((u + epsilon) / (s + epsilon)); u ← second·u +
     * secondGain·d²; w ← keep·w − rate·d.
     */
    STEPS;

    /** Its number in the kernel. */
    int kernelCode() {
      return switch (this) {
        case MOMENTUM -> 0;
        case SCALED -> 1;
        case MOMENTS -> 2;
        case STEPS -> 3;
      };
    }
  }

  /**
   * Numbers of a {@link Form}; those that it does not have are anything.
   *
   * @param keep what w is multiplied by
   */
  record Factors(
      double keep,
      double first,
      double firstGain,
      double second,
      double secondGain,
      double rate,
      double lookahead,
      double root,
      double epsilon) {

    static Factors momentum(double first, double firstGain, double rate, double lookahead) {
      return new Factors(1, first, firstGain, 0, 0, rate, lookahead, 0, 0);
    }

    static Factors scaled(double second, double secondGain, double rate, double epsilon) {
      return new Factors(1, 0, 0, second, secondGain, rate, 0, 0, epsilon);
    }

    static Factors moments(
        double keep, double first, double second, double rate, double root, double epsilon) {
      return new Factors(keep, first, 1 - first, second, 1 - second, rate, 0, root, epsilon);
    }
  }
}
