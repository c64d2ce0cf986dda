package org.warpath.nn.solver;

import java.util.List;
import java.util.Objects;

/**
 * Stochastic gradient descent with momentum μ.
 *
 * <p>{@link Convention#CAFFE}: v ← μ·v + λ·g; w ← w − v. With Nesterov's momentum w ← w − (μ·v +
 * λ·g), which is Caffe's w − ((1 + μ)·v − μ·v₋₁).
 *
 * <p>{@link Convention#ONNX}: v ← μ·v + β·g, with β = 1 in the first iteration; w ← w − λ·v. With
 * Nesterov's w ← w − λ·(g + μ·v). PyTorch's too, where 1 − β is the dampening. At one rate, without
 * dampening, both conventions make the same steps; they differ when the rate changes.
 *
 * @param momentum μ, in [0, 1); typically 0.9
 * @param gain β, ONNX's alone
 * @param isNesterov whether the step looks ahead: Nesterov (1983), in Sutskever and others' form
 *     (2013)
 * @param convention where the rate is
 */
public record Sgd(double momentum, double gain, boolean isNesterov, Convention convention)
    implements UpdateRule {

  /** Whether the rate is in the velocity. */
  public enum Convention {
    /** It is. */
    CAFFE,
    /** It multiplies the velocity. */
    ONNX
  }

  public Sgd {
    Finite.requireShare("momentum", momentum);
    Finite.requireAtLeast0("gain", gain);
    Objects.requireNonNull(convention, "convention");
    if (convention == Convention.CAFFE && gain != 1) {
      throw new IllegalArgumentException("Caffe's momentum has a gain of 1, not " + gain);
    }
  }

  /** Caffe's. */
  public static Sgd caffe(double momentum) {
    return new Sgd(momentum, 1, false, Convention.CAFFE);
  }

  /** Caffe's with Nesterov's momentum. */
  public static Sgd nesterov(double momentum) {
    return new Sgd(momentum, 1, true, Convention.CAFFE);
  }

  /** ONNX's {@code Momentum}, with its attributes {@code alpha}, {@code beta} and {@code mode}. */
  public static Sgd onnx(double alpha, double beta, boolean isNesterov) {
    return new Sgd(alpha, beta, isNesterov, Convention.ONNX);
  }

  @Override
  public List<String> stateNames() {
    return List.of("momentum");
  }

  @Override
  public Form form() {
    return Form.MOMENTUM;
  }

  @Override
  public Factors factors(double rate, double decayMultiplier, long iteration) {
    return switch (convention) {
      case CAFFE ->
          isNesterov
              ? Factors.momentum(momentum, rate, momentum, rate)
              : Factors.momentum(momentum, rate, 1, 0);
      case ONNX -> {
        double now = iteration == 0 ? 1 : gain;
        yield isNesterov
            ? Factors.momentum(momentum, now, rate * momentum, rate)
            : Factors.momentum(momentum, now, rate, 0);
      }
    };
  }
}
