package org.warpath.nn.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.solver.SolverState;
import org.warpath.nn.solver.Update;
import org.warpath.nn.solver.Updates;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/** A session's solver: what it keeps beside the parameters, and its steps. */
final class Learning<T extends TensorView<T>> {
  private final Memory<T> memory;
  private final Map<String, T> state = new LinkedHashMap<>();
  private final List<Updates.Bound> steps = new ArrayList<>();
  private final Solver solver;
  private final Updates updates;

  /** For the parameters that have gradients; {@code parameters} says what they are. */
  Learning(
      Memory<T> memory,
      Solver solver,
      Map<String, Parameter> parameters,
      Map<String, T> weights,
      Map<String, T> gradients) {
    this.memory = memory;
    this.solver = solver;
    gradients.forEach(
        (name, gradient) -> bind(name, parameters.get(name), weights.get(name), gradient));
    updates = new Updates(solver, steps);
  }

  private void bind(String name, Parameter parameter, T weight, T gradient) {
    ElementType type = weight.type().isHalf() ? ElementType.FLOAT32 : weight.type();
    List<T> own = new ArrayList<>();
    for (String part : solver.rule().stateNames()) {
      String what = name + "." + part;
      T tensor = memory.allocate(type, parameter.shape(), what);
      state.put(what, tensor);
      own.add(tensor);
    }
    Update<T> update = new Update<>(name, parameter, weight, gradient, own);
    steps.add(new Updates.Bound(parameter, memory.bind(update, solver.rule().form())));
  }

  Updates updates() {
    return updates;
  }

  SolverState state() {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    state.forEach((name, tensor) -> {
      Tensor copy = Tensor.zeros(tensor.type(), tensor.shape());
      memory.read(tensor, copy);
      copies.put(name, copy);
    });
    return new SolverState(updates.iteration(), copies);
  }

  void load(SolverState from) {
    state.forEach((name, tensor) -> require(from, name, tensor.shape()));
    state.forEach((name, tensor) -> memory.write(from.tensors().get(name), tensor));
    updates.resumeAt(from.iteration());
  }

  private static void require(SolverState from, String name, Shape shape) {
    Tensor found = from.tensors().get(name);
    if (found == null || !found.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "solver state %s: expected %s, %s"
              .formatted(name, shape, found == null ? "was missing" : "was " + found.shape()));
    }
  }
}
