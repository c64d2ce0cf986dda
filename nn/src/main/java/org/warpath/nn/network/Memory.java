package org.warpath.nn.network;

import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.solver.Update;
import org.warpath.nn.solver.UpdateRule;
import org.warpath.nn.solver.UpdateStep;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/**
 * An engine's memory, and the steps that work on it.
 *
 * @param <T> a tensor there
 */
interface Memory<T extends TensorView<T>> extends AutoCloseable {

  /** A tensor of zeros. */
  T allocate(ElementType type, Shape shape, String what);

  /** to ← from, rounded once where {@code to} is narrower. */
  void write(Tensor from, T to);

  /** to ← from, rounded once where {@code to} is narrower. */
  void read(T from, Tensor to);

  /** Every element ← 0. */
  void zero(T tensor);

  /** to ← to + from. */
  void add(T from, T to);

  /** The first elements of {@code tensor}, in {@code shape}: a view. */
  T first(T tensor, Shape shape);

  /** The layer bound to tensors of this memory. */
  Step bind(Layer layer, Binding<T> binding);

  /** A solver's step of one parameter in this memory. */
  UpdateStep bind(Update<T> update, UpdateRule.Form form);

  @Override
  void close();
}
