package org.warpath.nn.activation;

import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * y = f(x) for each element, of any shape. One pass over memory forward; backward, dx = dy·f′,
 * whose f′ is told by y where it can be.
 *
 * <p>Float32 on the processor: exp, sigmoid, tanh, softplus, GELU and the slopes of these last two
 * are formed in float64 by polynomials and rounded once, within 0.52 units in the last place (but
 * for GELU's slope about its zero near −0.7518, there within 2⁻³³); ELU, SELU within 2, GELU's tanh
 * form within 4.
 *
 * @param function which
 * @param alpha its first constant, finite where it has one
 * @param beta its second
 */
public record Activation(Function function, double alpha, double beta) implements Layer {
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  public Activation {
    Objects.requireNonNull(function, "function");
    if (Double.isNaN(alpha) || Double.isNaN(beta)) {
      throw new IllegalArgumentException(
          "%s: constants must be numbers, were %s and %s".formatted(function, alpha, beta));
    }
    boolean isExponential = function == Function.ELU || function == Function.SELU;
    if (isExponential && (alpha < 0 || beta < 0)) {
      throw new IllegalArgumentException(
          "%s: constants must be at least 0, were %s and %s".formatted(function, alpha, beta));
    }
    if (function == Function.CLIP && alpha > beta) {
      throw new IllegalArgumentException("clip: %s is more than %s".formatted(alpha, beta));
    }
  }

  private static Activation plain(Function function) {
    return new Activation(function, 0, 0);
  }

  /** max(x, 0). */
  public static Activation relu() {
    return plain(Function.RELU);
  }

  /** x, below 0 alpha·x; typically 0.01. */
  public static Activation leakyRelu(double alpha) {
    return new Activation(Function.LEAKY_RELU, alpha, 0);
  }

  /** x, below 0 alpha·(eˣ − 1); typically 1. */
  public static Activation elu(double alpha) {
    return new Activation(Function.ELU, alpha, 0);
  }

  /** Self-normalising: ELU of alpha ≈ 1.6733, times 1.0507. */
  public static Activation selu() {
    return selu(SELU_ALPHA, SELU_SCALE);
  }

  /** ELU of {@code alpha}, times {@code scale}. */
  public static Activation selu(double alpha, double scale) {
    return new Activation(Function.SELU, alpha, scale);
  }

  /** 1 / (1 + e⁻ˣ). */
  public static Activation sigmoid() {
    return plain(Function.SIGMOID);
  }

  /** slope·x + offset, kept in [0, 1]; ONNX's are 0.2 and 0.5. */
  public static Activation hardSigmoid(double slope, double offset) {
    return new Activation(Function.HARD_SIGMOID, slope, offset);
  }

  /** The hyperbolic tangent. */
  public static Activation tanh() {
    return plain(Function.TANH);
  }

  /** log(1 + eˣ). */
  public static Activation softplus() {
    return plain(Function.SOFTPLUS);
  }

  /** x / (1 + |x|). */
  public static Activation softsign() {
    return plain(Function.SOFTSIGN);
  }

  /** x·Φ(x), exact. */
  public static Activation gelu() {
    return plain(Function.GELU);
  }

  /** x·Φ(x), by a hyperbolic tangent. */
  public static Activation geluTanh() {
    return plain(Function.GELU_TANH);
  }

  /** x, kept in [least, most], either of which may be infinite. */
  public static Activation clip(double least, double most) {
    return new Activation(Function.CLIP, least, most);
  }

  /** eˣ. */
  public static Activation exp() {
    return plain(Function.EXP);
  }

  /** The natural logarithm. */
  public static Activation log() {
    return plain(Function.LOG);
  }

  /** −x. */
  public static Activation negate() {
    return plain(Function.NEGATE);
  }

  /** √x. */
  public static Activation sqrt() {
    return plain(Function.SQRT);
  }

  /** |x|. */
  public static Activation abs() {
    return plain(Function.ABS);
  }

  /** 1/x. */
  public static Activation reciprocal() {
    return plain(Function.RECIPROCAL);
  }

  /** The function's name, such as {@code relu}. */
  @Override
  public String kind() {
    return function.kind();
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(Shapes.single(inputs, 0));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuActivation(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaActivation(this, binding, scope);
  }
}
