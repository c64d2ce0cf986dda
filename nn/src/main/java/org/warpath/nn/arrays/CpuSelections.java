package org.warpath.nn.arrays;

import java.util.ArrayList;
import java.util.List;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Selections one after the other, the results between them in memory of their own. */
final class CpuSelections implements Step {
  private final Binding<Tensor> binding;
  private final List<CpuSelection> steps = new ArrayList<>();
  private final List<Tensor> between = new ArrayList<>();

  CpuSelections(List<Selection> selections, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    Shape shape = binding.input().shape();
    for (Selection selection : selections) {
      steps.add(new CpuSelection(selection, shape, threads));
      shape = Selection.result(List.of(selection), shape);
      if (steps.size() < selections.size()) {
        between.add(binding.own(shape, "part"));
      }
    }
  }

  @Override
  public void forward(Mode mode) {
    Tensor from = binding.input();
    if (steps.isEmpty()) {
      binding.output().copyFrom(from);
    }
    for (int i = 0; i < steps.size(); i++) {
      Tensor to = i < between.size() ? between.get(i) : binding.output();
      steps.get(i).forward(from, to);
      from = to;
    }
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx == null) {
      return;
    }
    Tensor from = binding.outputGradient();
    if (steps.isEmpty()) {
      dx.copyFrom(from);
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      Tensor to = i == 0 ? dx : between.get(i - 1);
      steps.get(i).backward(from, to);
      from = to;
    }
  }
}
