package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.solver.CpuUpdate;
import org.warpath.nn.solver.CudaUpdate;
import org.warpath.nn.solver.GradientFactors;
import org.warpath.nn.solver.Update;
import org.warpath.nn.solver.UpdateRule;
import org.warpath.nn.solver.UpdateStep;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/**
 * One iteration of a solver as a layer: inputs are a parameter, its gradient and what the solver
 * keeps for it; outputs are the new parameter and what is kept then. There is nothing to be learned
 * through it.
 *
 * @param states how many tensors the solver keeps
 */
record SolverStep(
    UpdateRule.Form form, GradientFactors gradient, UpdateRule.Factors factors, int states)
    implements Layer {

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2 + states);
    Shape shape = inputs.getFirst();
    if (!inputs.stream().allMatch(shape::equals)) {
      throw new IllegalArgumentException("expected inputs of one shape, were " + inputs);
    }
    return Collections.nCopies(1 + states, shape);
  }

  private static <T extends TensorView<T>> Update<T> update(Binding<T> binding) {
    Parameter parameter =
        Parameter.learned("parameter", binding.input().shape(), Initialiser.constant(0));
    return new Update<>(
        binding.name(),
        parameter,
        binding.output(),
        binding.inputs().get(1),
        binding.outputs().subList(1, binding.outputs().size()));
  }

  /** Its outputs, and the inputs that they begin as. */
  private record Copy<T>(T from, T to) {}

  private static <T extends TensorView<T>> List<Copy<T>> copies(Binding<T> binding) {
    List<Copy<T>> copies = new ArrayList<>();
    for (int i = 0; i < binding.outputs().size(); i++) {
      copies.add(new Copy<>(binding.inputs().get(i == 0 ? 0 : i + 1), binding.outputs().get(i)));
    }
    return copies;
  }

  private Step step(Runnable copying, UpdateStep update) {
    return new Step() {
      @Override
      public void forward(Mode mode) {
        copying.run();
        update.apply(gradient, factors);
      }

      @Override
      public void backward() {
        throw new UnsupportedOperationException("a solver's step has no gradient");
      }
    };
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    List<Copy<Tensor>> copies = copies(binding);
    return step(
        () -> copies.forEach(copy -> copy.to().copyFrom(copy.from())),
        new CpuUpdate(update(binding), form, threads));
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    List<Copy<DeviceTensor>> copies = copies(binding);
    return step(
        () -> copies.forEach(copy -> scope.copy(copy.from().memory(), copy.to().memory())),
        new CudaUpdate(update(binding), form, scope));
  }
}
