package org.warpath.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Reduce;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class SharedValueTest {

  /** Σ (x³ + x²), whose gradient is 3x² + 2x: x is read four times, and x² twice. */
  @Test
  void gradientsOfAllReadersAreAdded() {
    Network network =
        Network.builder("x")
            .add("square", Arithmetic.multiply(), "x", "x")
            .add("cube", Arithmetic.multiply(), "square", "x")
            .add("sum", Arithmetic.add(), "cube", "square")
            .add("all", Reduce.sum(), "sum")
            .build();
    Map<String, Shape> shapes = Map.of("x", Shape.of(3));
    try (Session session =
        Session.training(network, new Weights(Map.of()), shapes, 1, Engine.cpu(1))) {
      session.write("x", Tensor.of(Shape.of(3), 1f, -2f, 3f));
      session.forward(Mode.TRAINING);
      session.backward("all");
      assertThat(session.gradient("x").toArray()).containsExactly(5, 8, 33);
      assertThat(session.read("all").get(0)).isEqualTo(2 - 4 + 36);
    }
  }

  @Test
  void gradientsOfInputsCanBeLeftOut() {
    Network network =
        Network.builder("x")
            .add("y", FullyConnected.of(2), "x")
            .add("z", Arithmetic.multiply(), "y", "y")
            .add("all", Reduce.sum(), "z")
            .build();
    Map<String, Shape> shapes = Map.of("x", Shape.of(2, 3));
    Weights weights = Weights.initial(network, shapes, ElementType.FLOAT32, 1);
    Session.Opening opening = new Session.Opening(network, shapes, ElementType.FLOAT32, true, 1);
    Tensor x = Tensor.of(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
    try (Session whole = Session.open(opening, weights, Engine.cpu(1));
        Session less = Session.open(opening.withoutInputGradients(), weights, Engine.cpu(1))) {
      for (Session session : List.of(whole, less)) {
        session.write("x", x);
        session.forward(Mode.TRAINING);
        session.backward("all");
      }
      assertThat(less.gradient("y.weight").toArray())
          .isEqualTo(whole.gradient("y.weight").toArray());
      assertThatIllegalArgumentException().isThrownBy(() -> less.gradient("x"));
    }
  }
}
