package org.warpath.nn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class SeedsTest {
  private static FullyConnected times(double factor) {
    return new FullyConnected(1, false, Initialiser.constant(factor), Initialiser.constant(0));
  }

  /** y = 2x is read twice: its gradient is its own seed and what comes from both readers. */
  @Test
  void countForValuesThatOthersRead() {
    Network network =
        Network.builder("x")
            .add("y", times(2), "x")
            .add("u", times(3), "y")
            .add("v", times(5), "y")
            .outputs("y", "u", "v")
            .build();
    Map<String, Shape> shapes = Map.of("x", Shape.of(1, 1));
    Weights weights = Weights.initial(network, shapes, ElementType.FLOAT64, 0);
    Session.Opening opening = new Session.Opening(network, shapes, ElementType.FLOAT64, true, 0);
    Tensor one = Tensor.of(Shape.of(1, 1), 1.0);
    try (Session session = Session.open(opening, weights, Engine.cpu(1))) {
      session.write("x", one);
      session.forward(Mode.TRAINING);
      session.backward(Map.of("x", one, "y", one, "u", one, "v", one));
      assertThat(session.gradient("x").get(0)).isEqualTo(1 + 2 * (1 + 3 + 5));
      session.backward(Map.of("y", one));
      assertThat(session.gradient("x").get(0)).isEqualTo(2);
    }
  }
}
