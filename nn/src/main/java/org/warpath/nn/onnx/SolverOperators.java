package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.warpath.nn.solver.Adagrad;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.GradientFactors;
import org.warpath.nn.solver.Sgd;
import org.warpath.nn.solver.UpdateRule;

/**
 * Solvers as operators: inputs are a rate and an iteration, then all parameters, all their
 * gradients, and all of each thing that is kept for them; outputs are all but the first three, new.
 */
final class SolverOperators {
  private SolverOperators() {}

  private static double rate(Call call) {
    return call.fixed(0, "a rate").scalar("the rate");
  }

  private static long iteration(Call call) {
    return (long) call.fixed(1, "an iteration").scalar("the iteration");
  }

  static void adagrad(Call call) {
    Attributes attributes = call.attributes();
    UpdateRule rule = new Adagrad(attributes.number("epsilon", 0));
    double decay = attributes.number("decay_factor", 0);
    long iteration = iteration(call);
    update(call, rule, rate(call) / (1 + iteration * decay), iteration);
  }

  static void adam(Call call) {
    Attributes attributes = call.attributes();
    UpdateRule rule =
        new Adam(
            attributes.number("alpha", 0.9),
            attributes.number("beta", 0.999),
            attributes.number("epsilon", 0),
            Adam.Correction.IN_RATE_FROM_1);
    if (attributes.number("norm_coefficient_post", 0) != 0) {
      throw call.unsupported("norm_coefficient_post");
    }
    update(call, rule, rate(call), iteration(call));
  }

  static void momentum(Call call) {
    Attributes attributes = call.attributes();
    String mode = attributes.text("mode", "standard");
    if (!mode.equals("standard") && !mode.equals("nesterov")) {
      throw call.unsupported("mode " + mode);
    }
    UpdateRule rule =
        Sgd.onnx(
            attributes.number("alpha", 0), attributes.number("beta", 0), mode.equals("nesterov"));
    update(call, rule, rate(call), iteration(call));
  }

  private static void update(Call call, UpdateRule rule, double rate, long iteration) {
    int each = 2 + rule.stateNames().size();
    int parameters = (call.inputCount() - 2) / each;
    if (call.inputCount() != 2 + parameters * each || parameters < 1) {
      throw new IllegalArgumentException(
          "expected 2 inputs and %d for each parameter, was given %d"
              .formatted(each, call.inputCount()));
    }
    double decay = call.attributes().number("norm_coefficient", 0);
    SolverStep layer =
        new SolverStep(
            rule.form(),
            new GradientFactors(1, Double.POSITIVE_INFINITY, decay, 0),
            rule.factors(rate, 1, iteration),
            rule.stateNames().size());
    for (int parameter = 0; parameter < parameters; parameter++) {
      List<Value> inputs = new ArrayList<>();
      for (int part = 0; part < each; part++) {
        inputs.add(call.input(2 + part * parameters + parameter));
      }
      List<Value> results = call.emitAll(layer, each - 1, Map.of(), inputs);
      for (int part = 0; part < each - 1; part++) {
        call.result(part * parameters + parameter, results.get(part));
      }
    }
  }
}
