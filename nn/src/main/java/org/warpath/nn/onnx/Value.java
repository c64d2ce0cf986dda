package org.warpath.nn.onnx;

import org.warpath.nn.tensor.Shape;

/** A value while a model is imported. */
sealed interface Value {

  Shape shape();

  Kind kind();

  /** The same numbers, meant otherwise. */
  Value as(Kind kind);

  /** Known already. */
  record Known(Constant constant) implements Value {
    @Override
    public Shape shape() {
      return constant.shape();
    }

    @Override
    public Kind kind() {
      return constant.kind();
    }

    @Override
    public Value as(Kind kind) {
      return new Known(constant.as(kind));
    }
  }

  /**
   * What the network computes.
   *
   * @param name in the network
   */
  record Computed(String name, Shape shape, Kind kind) implements Value {
    @Override
    public Value as(Kind other) {
      return new Computed(name, shape, other);
    }
  }
}
