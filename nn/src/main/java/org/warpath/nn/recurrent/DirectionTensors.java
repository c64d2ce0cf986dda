package org.warpath.nn.recurrent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.TensorView;

/**
 * One direction's parts of a layer's tensors, and where they lie at a step. States h and c of all
 * steps lie in order of time, with the initial one before the first, or in reverse behind the last.
 */
final class DirectionTensors<T extends TensorView<T>> {
  final Recurrent layer;
  final Binding<T> binding;
  final Extent extent;
  final CellMath<T> math;
  final int direction;
  final boolean isReverse;

  DirectionTensors(
      Recurrent layer, Binding<T> binding, Extent extent, CellMath<T> math, int direction) {
    this.layer = layer;
    this.binding = binding;
    this.extent = extent;
    this.math = math;
    this.direction = direction;
    isReverse = layer.direction().isReverse(direction);
  }

  T own(String what, int... sizes) {
    return binding.own(Shape.of(sizes), what);
  }

  /** Memory of this width for each example, for use within one pass backward. */
  T sharedGates(int width) {
    return binding.shared(Shape.of(extent.steps(), extent.batch(), width), "gradients of gates");
  }

  /** Step number k in the order of this direction. */
  int time(int k) {
    return isReverse ? extent.steps() - 1 - k : k;
  }

  /** This direction's part of something that has one for each. */
  T part(T ofAll) {
    int count = Math.toIntExact(ofAll.shape().count() / extent.directions());
    return math.slice(ofAll, (long) direction * count, count);
  }

  @Nullable T partOrNull(@Nullable T ofAll) {
    return ofAll == null ? null : part(ofAll);
  }

  T parameter(int index) {
    return part(binding.parameters().get(index));
  }

  T parameterGradient(int index) {
    return part(binding.parameterGradient(index));
  }

  /** Which parameter the peepholes are. */
  int peephole() {
    return layer.hasBias() ? 3 : 2;
  }

  @Nullable T bias() {
    return layer.hasBias() ? parameter(2) : null;
  }

  /** The input number {@code offset} of the initial ones; null if there is none. */
  @Nullable T initial(int offset) {
    return layer.hasInitialState() ? part(binding.inputs().get(layer.stateInput() + offset)) : null;
  }

  @Nullable T initialGradient(int offset) {
    return layer.hasInitialState()
        ? partOrNull(binding.inputGradients().get(layer.stateInput() + offset))
        : null;
  }

  /** An output of last states, 1 or 2, or its gradient; null if nobody asked for it. */
  @Nullable T last(List<T> outputs, int index) {
    return index < outputs.size() ? part(outputs.get(index)) : null;
  }

  /** The state before step t, of those of all steps. */
  T before(T states, int t) {
    return at(states, isReverse ? t + 1 : t, extent.state());
  }

  /** The state after step t. */
  T after(T states, int t) {
    return at(states, isReverse ? t : t + 1, extent.state());
  }

  /** The states before all steps, in order of time. */
  T allBefore(T states) {
    int count = Math.toIntExact((long) extent.steps() * extent.state());
    return math.slice(states, isReverse ? extent.state() : 0, count);
  }

  /** The states after all steps, in order of time. */
  T allAfter(T states) {
    int count = Math.toIntExact((long) extent.steps() * extent.state());
    return math.slice(states, isReverse ? 0 : extent.state(), count);
  }

  T initialState(T states) {
    return at(states, isReverse ? extent.steps() : 0, extent.state());
  }

  T lastState(T states) {
    return at(states, isReverse ? 0 : extent.steps(), extent.state());
  }

  /** Number t of equal parts. */
  T at(T all, int t, int count) {
    return math.slice(all, (long) t * count, count);
  }

  /** This direction's columns of Y, or of its gradient, at step t. */
  T output(T y, int t) {
    long from =
        (long) t * extent.batch() * extent.outputStride() + (long) direction * extent.units();
    int count = Math.max(0, (extent.batch() - 1) * extent.outputStride() + extent.units());
    return math.slice(y, from, extent.batch() == 0 ? 0 : count);
  }
}
