package org.warpath.nn.arrays;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** {@link Arithmetic}: a launch for each input after the first, and one or two for a gradient. */
final class CudaArithmetic implements Step {
  private final Operation operation;
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final Kernels kernels;
  private final Shape shape;
  private final List<Combination> combinations = new ArrayList<>();
  private final List<Slope> slopes = new ArrayList<>();

  /** output ← x ∘ y. */
  private record Combination(DeviceTensor x, DeviceTensor y, DeviceNest nest) {}

  /**
   * gradient ← a term of d, p and q; by way of {@code whole} where it is summed over what was
   * repeated.
   */
  private record Slope(
      Term term,
      DeviceTensor p,
      DeviceTensor q,
      DeviceNest nest,
      DeviceTensor whole,
      @Nullable DeviceSum sum,
      DeviceTensor gradient) {}

  CudaArithmetic(Operation operation, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.operation = operation;
    this.binding = binding;
    this.scope = scope;
    kernels = new Kernels(scope, "nn_arrays");
    shape = binding.output().shape();
    DeviceTensor x = binding.input();
    for (DeviceTensor y : binding.inputs().subList(1, binding.inputs().size())) {
      combinations.add(new Combination(x, y, nest(x, y)));
      x = binding.output();
    }
    if (binding.isTrained()) {
      addSlopes();
    }
  }

  private DeviceNest nest(DeviceTensor x, DeviceTensor y) {
    Nest nest = Nest.of(shape, Nest.repeated(x.shape(), shape), Nest.repeated(y.shape(), shape));
    return DeviceNest.of(nest, 2, scope, binding.name());
  }

  private void addSlopes() {
    DeviceTensor scratch =
        CpuArithmetic.needsScratch(binding) ? binding.shared(shape, "gradient") : null;
    for (int i = 0; i < binding.inputs().size(); i++) {
      DeviceTensor gradient = binding.inputGradients().get(i);
      if (gradient == null) {
        continue;
      }
      Operands<DeviceTensor> operands = Operands.of(operation, binding, i);
      DeviceTensor p = Objects.requireNonNullElse(operands.p(), binding.outputGradient());
      DeviceTensor q = Objects.requireNonNullElse(operands.q(), binding.outputGradient());
      boolean isRepeated = gradient.shape().count() != shape.count();
      DeviceTensor whole =
          isRepeated ? Objects.requireNonNull(scratch, "scratch") : gradient.reshape(shape);
      DeviceSum sum =
          isRepeated
              ? new DeviceSum(Fold.over(gradient.shape(), shape), scope, binding.name())
              : null;
      slopes.add(new Slope(operation.term(i), p, q, nest(p, q), whole, sum, gradient));
    }
  }

  @Override
  public void forward(Mode mode) {
    if (combinations.isEmpty()) {
      scope.copy(binding.input().memory(), binding.output().memory());
    }
    for (Combination combination : combinations) {
      kernels
          .in(binding.type())
          .threadEach(
              "arrays_combine",
              shape.count(),
              operation.kernelCode(),
              binding.type().kernelCode(),
              shape.count(),
              combination.nest().rank(),
              combination.nest().loops(),
              combination.x().memory(),
              combination.y().memory(),
              binding.output().memory());
    }
  }

  @Override
  public void backward() {
    for (Slope slope : slopes) {
      DeviceTensor whole = binding.outputGradient();
      if (slope.term() != Term.GRADIENT) {
        whole = slope.whole();
        write(slope);
      } else if (slope.sum() == null) {
        scope.copy(whole.memory(), slope.gradient().memory());
      }
      if (slope.sum() != null) {
        slope.sum().apply(whole, 1, slope.gradient());
      }
    }
  }

  private void write(Slope slope) {
    kernels
        .in(binding.type())
        .threadEach(
            "arrays_term",
            shape.count(),
            slope.term().kernelCode(),
            binding.type().kernelCode(),
            shape.count(),
            slope.nest().rank(),
            slope.nest().loops(),
            binding.outputGradient().memory(),
            slope.p().memory(),
            slope.q().memory(),
            slope.whole().memory());
  }
}
