package org.warpath.nn.solver;

import java.util.List;

/**
 * The learning rate by iteration, which counts from 0. All but {@link Cosine} are Caffe's, with its
 * names.
 */
public sealed interface RatePolicy {

  /** The rate of an iteration, at least 0. */
  double at(long iteration);

  /** base. */
  record Fixed(double base) implements RatePolicy {
    public Fixed {
      Finite.requireAtLeast0("base", base);
    }

    @Override
    public double at(long iteration) {
      return base;
    }
  }

  /** base · gamma^⌊iteration / size⌋. */
  record Step(double base, double gamma, long size) implements RatePolicy {
    public Step {
      Finite.requireAtLeast0("base", base);
      Finite.requireAtLeast0("gamma", gamma);
      requirePositive("size", size);
    }

    @Override
    public double at(long iteration) {
      long falls = iteration / size;
      return base * Math.pow(gamma, (double) falls);
    }
  }

  /** base · gamma^k, where k of the steps are at or before the iteration. */
  record MultiStep(double base, double gamma, List<Long> steps) implements RatePolicy {
    public MultiStep {
      Finite.requireAtLeast0("base", base);
      Finite.requireAtLeast0("gamma", gamma);
      steps = List.copyOf(steps);
    }

    @Override
    public double at(long iteration) {
      long falls = steps.stream().filter(step -> step <= iteration).count();
      return base * Math.pow(gamma, (double) falls);
    }
  }

  /** base · gamma^iteration. */
  record Exp(double base, double gamma) implements RatePolicy {
    public Exp {
      Finite.requireAtLeast0("base", base);
      Finite.requireAtLeast0("gamma", gamma);
    }

    @Override
    public double at(long iteration) {
      return base * Math.pow(gamma, (double) iteration);
    }
  }

  /** base · (1 + gamma · iteration)^−power. ONNX's Adagrad decays so, with a power of 1. */
  record Inv(double base, double gamma, double power) implements RatePolicy {
    public Inv {
      Finite.requireAtLeast0("base", base);
      Finite.requireAtLeast0("gamma", gamma);
    }

    @Override
    public double at(long iteration) {
      return base * Math.pow(1 + gamma * (double) iteration, -power);
    }
  }

  /** base · (1 − iteration / iterations)^power; 0 from {@code iterations} on. */
  record Poly(double base, double power, long iterations) implements RatePolicy {
    public Poly {
      Finite.requireAtLeast0("base", base);
      Finite.requireAtLeast0("power", power);
      requirePositive("iterations", iterations);
    }

    @Override
    public double at(long iteration) {
      return base * Math.pow(Math.max(0, 1 - (double) iteration / iterations), power);
    }
  }

  /** base / (1 + e^(−gamma · (iteration − size))); gamma may be negative, for a rate that falls. */
  record Sigmoid(double base, double gamma, long size) implements RatePolicy {
    public Sigmoid {
      Finite.requireAtLeast0("base", base);
    }

    @Override
    public double at(long iteration) {
      return base / (1 + Math.exp(-gamma * (double) (iteration - size)));
    }
  }

  /**
   * least + (base − least) · (1 + cos(π · iteration / iterations)) / 2, and {@code least} from
   * {@code iterations} on: Loshchilov and Hutter, SGDR (2017), one period.
   */
  record Cosine(double base, double least, long iterations) implements RatePolicy {
    public Cosine {
      Finite.requireAtLeast0("base", base);
      Finite.requireAtLeast0("least", least);
      requirePositive("iterations", iterations);
    }

    @Override
    public double at(long iteration) {
      double done = Math.min(1, (double) iteration / iterations);
      return least + (base - least) * (1 + Math.cos(Math.PI * done)) / 2;
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(name, value));
    }
  }
}
