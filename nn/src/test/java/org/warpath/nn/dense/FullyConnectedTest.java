package org.warpath.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class FullyConnectedTest {
  private static final FullyConnected WITHOUT_BIAS =
      new FullyConnected(3, false, Initialiser.xavier(), Initialiser.constant(0));

  @Test
  void isTheProductWithTheWeightsAndTheBias() {
    Network network = Network.sequential(FullyConnected.of(2));
    Weights weights =
        new Weights(
            Map.of(
                "fullyconnected1.weight", Tensor.of(Shape.of(2, 3), 1f, 2, 3, 4, 5, 6),
                "fullyconnected1.bias", Tensor.of(Shape.of(2), 10f, 20)));
    Map<String, Shape> shapes = Map.of(Network.INPUT, Shape.of(1, 3));
    try (Session session = Session.open(network, weights, shapes, Engine.cpu(1))) {
      session.write(Network.INPUT, Tensor.of(Shape.of(1, 3), 1f, 1, 2));
      session.forward(Mode.INFERENCE);
      assertThat(session.read("fullyconnected1").toArray()).containsExactly(19, 41);
    }
  }

  @Test
  void gradients() {
    LayerCheck.of(FullyConnected.of(4), Shape.of(5, 2, 3)).gradientsAreThoseOfDifferences();
    LayerCheck.of(WITHOUT_BIAS, Shape.of(2, 7)).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck.of(FullyConnected.of(30), Shape.of(20, 50))
        .isTheSameOn(Engine.cpu(1), ElementType.FLOAT32);
  }

  @Test
  void countsMultiplyAdds() {
    assertThat(FullyConnected.of(10).multiplyAdds(List.of(Shape.of(64, 500)))).isEqualTo(320_000);
  }

  @Test
  void namesTheLayerThatCannotTakeItsInput() {
    Network network = Network.sequential(FullyConnected.of(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.shapes(Map.of(Network.INPUT, Shape.of(7))))
        .withMessage(
            "layer fullyconnected1 (fullyconnected): "
                + "expected an input of at least 2 dimensions, was 7");
  }
}
