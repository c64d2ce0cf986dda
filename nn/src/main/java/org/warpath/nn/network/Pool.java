package org.warpath.nn.network;

import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Workspace;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.TensorView;

/** A session's working memory: the largest that any step asked to share, and each one's own. */
final class Pool<T extends TensorView<T>> implements Workspace<T> {
  private final Memory<T> memory;
  private @Nullable T largest;

  Pool(Memory<T> memory) {
    this.memory = memory;
  }

  @Override
  public T own(ElementType type, Shape shape, String what) {
    return memory.allocate(type, shape, what);
  }

  @Override
  public T shared(ElementType type, Shape shape, String what) {
    T found = largest;
    if (found == null || found.type() != type || found.shape().count() < shape.count()) {
      found = memory.allocate(type, Shape.of(Math.toIntExact(shape.count())), what);
      largest = found;
    }
    return memory.first(found, shape);
  }
}
