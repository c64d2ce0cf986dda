package org.warpath.nn.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatePolicyTest {

  private static void is(RatePolicy policy, long iteration, double expected) {
    assertThat(policy.at(iteration)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void isCaffes() {
    is(new RatePolicy.Fixed(0.01), 1000, 0.01);
    is(new RatePolicy.Step(0.01, 0.1, 100), 99, 0.01);
    is(new RatePolicy.Step(0.01, 0.1, 100), 250, 0.0001);
    is(new RatePolicy.MultiStep(1, 0.5, List.of(10L, 30L)), 9, 1);
    is(new RatePolicy.MultiStep(1, 0.5, List.of(10L, 30L)), 10, 0.5);
    is(new RatePolicy.MultiStep(1, 0.5, List.of(10L, 30L)), 31, 0.25);
    is(new RatePolicy.Exp(2, 0.5), 3, 0.25);
    is(new RatePolicy.Inv(0.01, 1e-4, 0.75), 10_000, 0.01 * Math.pow(2, -0.75));
    is(new RatePolicy.Poly(0.1, 2, 100), 50, 0.025);
    is(new RatePolicy.Poly(0.1, 2, 100), 200, 0);
    is(new RatePolicy.Sigmoid(0.1, -0.5, 20), 20, 0.05);
    is(new RatePolicy.Sigmoid(0.1, -0.5, 20), 30, 0.1 / (1 + Math.exp(5)));
  }

  @Test
  void fallsAsACosine() {
    RatePolicy policy = new RatePolicy.Cosine(0.1, 0.01, 100);
    is(policy, 0, 0.1);
    is(policy, 50, 0.055);
    is(policy, 100, 0.01);
    is(policy, 150, 0.01);
  }

  @Test
  void refusesWhatIsNoRate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatePolicy.Fixed(Double.NaN))
        .withMessage("base must be at least 0 and finite, was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatePolicy.Step(0.1, 0.1, 0))
        .withMessage("size must be at least 1, was 0");
  }
}
