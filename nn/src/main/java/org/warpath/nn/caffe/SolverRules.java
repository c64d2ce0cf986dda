package org.warpath.nn.caffe;

import java.util.List;
import java.util.Locale;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.solver.AdaDelta;
import org.warpath.nn.solver.Adagrad;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.Clipping;
import org.warpath.nn.solver.RatePolicy;
import org.warpath.nn.solver.RmsProp;
import org.warpath.nn.solver.Sgd;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.solver.UpdateRule;
import org.warpath.nn.solver.WeightDecay;

/** What a solver's definition says of updates, rates, decay and clipping. */
final class SolverRules {
  private SolverRules() {}

  static Solver of(Message solver, int iterations) throws FormatException {
    try {
      return new Solver(rule(solver), policy(solver, iterations), decay(solver), clipping(solver));
    } catch (IllegalArgumentException e) {
      throw solver.error(String.valueOf(e.getMessage()));
    }
  }

  private static UpdateRule rule(Message solver) throws FormatException {
    String old = solver.word("solver_type", "SGD");
    String type = solver.text("type", old);
    double momentum = solver.number("momentum", 0);
    double delta = solver.number("delta", 1e-8);
    double second = solver.number("momentum2", 0.999);
    double decay = solver.number("rms_decay", 0.99);
    UpdateRule rule =
        switch (type.toUpperCase(Locale.ROOT)) {
          case "SGD" -> Sgd.caffe(momentum);
          case "NESTEROV" -> Sgd.nesterov(momentum);
          case "ADAGRAD" -> new Adagrad(delta);
          case "RMSPROP" -> new RmsProp(decay, delta);
          case "ADADELTA" -> new AdaDelta(momentum, delta);
          case "ADAM" -> new Adam(momentum, second, delta, Adam.Correction.IN_RATE);
          default ->
              throw solver.error(
                  solver.has("type") ? "type" : "solver_type",
                  "expected SGD, Nesterov, AdaGrad, RMSProp, AdaDelta or Adam, found " + type);
        };
    if (momentum != 0 && (rule instanceof Adagrad || rule instanceof RmsProp)) {
      throw solver.error("momentum", "%s has none, found %s".formatted(type, momentum));
    }
    return rule;
  }

  private static RatePolicy policy(Message solver, int iterations) throws FormatException {
    double base = solver.number("base_lr");
    String policy = solver.text("lr_policy");
    double gamma = solver.number("gamma", 0);
    double power = solver.number("power", 0);
    int size = solver.integer("stepsize", 0);
    List<Long> steps = solver.integers("stepvalue").stream().map(Integer::longValue).toList();
    switch (policy) {
      case "step", "exp", "inv", "multistep", "sigmoid" -> solver.require("gamma");
      default -> {}
    }
    return switch (policy) {
      case "fixed" -> new RatePolicy.Fixed(base);
      case "step" -> new RatePolicy.Step(base, gamma, size);
      case "exp" -> new RatePolicy.Exp(base, gamma);
      case "inv" -> new RatePolicy.Inv(base, gamma, power);
      case "multistep" -> new RatePolicy.MultiStep(base, gamma, steps);
      case "poly" -> new RatePolicy.Poly(base, power, iterations);
      case "sigmoid" -> new RatePolicy.Sigmoid(base, gamma, size);
      default ->
          throw solver.error(
              "lr_policy",
              "expected fixed, step, exp, inv, multistep, poly or sigmoid, found " + policy);
    };
  }

  private static WeightDecay decay(Message solver) throws FormatException {
    double strength = solver.number("weight_decay", 0);
    String type = solver.text("regularization_type", "L2");
    return switch (type) {
      case "L2" -> WeightDecay.l2(strength);
      case "L1" -> WeightDecay.l1(strength);
      default -> throw solver.error("regularization_type", "expected L1 or L2, found " + type);
    };
  }

  /**
   * Caffe clips the sum of the gradients of all passes, we their mean, which is {@code iter_size}
   * times smaller.
   */
  private static Clipping clipping(Message solver) throws FormatException {
    double bound = solver.number("clip_gradients", -1);
    return bound > 0 ? Clipping.byNorm(bound / solver.integer("iter_size", 1)) : Clipping.NONE;
  }
}
