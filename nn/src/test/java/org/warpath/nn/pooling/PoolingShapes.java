package org.warpath.nn.pooling;

import java.util.List;
import org.warpath.nn.tensor.Shape;

/** Windows over small inputs that differ in every way: for gradients, and to compare engines. */
record PoolingShapes(Window window, Shape input) {
  static final List<PoolingShapes> ALL =
      List.of(
          new PoolingShapes(Window.of(2, 2).withStrides(2), Shape.of(2, 3, 4, 6)),
          new PoolingShapes(
              Window.of(3, 3).withStrides(2).withRounding(Rounding.CEILING), Shape.of(2, 2, 6, 8)),
          new PoolingShapes(
              Window.of(3, 2).withStrides(2, 3).withPadding(1, 0, 2, 1).withDilations(2, 1),
              Shape.of(1, 2, 7, 6)),
          new PoolingShapes(Window.of(3).withPadding(1), Shape.of(3, 2, 5)),
          new PoolingShapes(
              Window.of(2, 3, 2).withStrides(1, 2, 2).withPadding(1).withRounding(Rounding.CAFFE),
              Shape.of(2, 1, 3, 4, 5)));
}
