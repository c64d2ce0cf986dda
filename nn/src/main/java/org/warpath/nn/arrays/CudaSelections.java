package org.warpath.nn.arrays;

import java.util.ArrayList;
import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** Selections one after the other, the results between them in memory of their own. */
final class CudaSelections implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final List<DeviceSelection> steps = new ArrayList<>();
  private final List<DeviceTensor> between = new ArrayList<>();

  CudaSelections(List<Selection> selections, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    this.scope = scope;
    Shape shape = binding.input().shape();
    for (Selection selection : selections) {
      steps.add(new DeviceSelection(selection, shape, scope, binding.name()));
      shape = Selection.result(List.of(selection), shape);
      if (steps.size() < selections.size()) {
        between.add(binding.own(shape, "part"));
      }
    }
  }

  @Override
  public void forward(Mode mode) {
    DeviceTensor from = binding.input();
    if (steps.isEmpty()) {
      scope.copy(from.memory(), binding.output().memory());
    }
    for (int i = 0; i < steps.size(); i++) {
      DeviceTensor to = i < between.size() ? between.get(i) : binding.output();
      steps.get(i).forward(from, to);
      from = to;
    }
  }

  @Override
  public void backward() {
    DeviceTensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    DeviceTensor from = binding.outputGradient();
    if (steps.isEmpty()) {
      scope.copy(from.memory(), dx.memory());
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      DeviceTensor to = i == 0 ? dx : between.get(i - 1);
      steps.get(i).backward(from, to);
      from = to;
    }
  }
}
