package org.warpath.nn.layer;

import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.TensorView;

/**
 * Memory that steps need beside inputs and outputs; it lives as long as what runs them.
 *
 * @param <T> where tensors lie
 */
public interface Workspace<T extends TensorView<T>> {

  /** A tensor of zeros for one step alone, which keeps its contents from pass to pass. */
  T own(ElementType type, Shape shape, String what);

  /** A tensor whose contents are undefined whenever a pass begins: other steps use it too. */
  T shared(ElementType type, Shape shape, String what);
}
