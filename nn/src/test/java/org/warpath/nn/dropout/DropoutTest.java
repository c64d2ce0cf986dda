package org.warpath.nn.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class DropoutTest {
  private static final Shape SHAPE = Shape.of(100, 100);
  private static final Network NETWORK = Network.sequential(Dropout.of(0.3));

  static final Engine CPU = Engine.cpu(2);

  private static Session session(Weights weights, Engine engine) {
    Map<String, Shape> shapes = Map.of(Network.INPUT, SHAPE);
    Session session = Session.training(NETWORK, weights, shapes, 7, engine);
    Tensor ones = Tensor.zeros(ElementType.FLOAT32, SHAPE);
    ones.fill(1);
    session.write(Network.INPUT, ones);
    return session;
  }

  private static Weights initial() {
    Map<String, Shape> shapes = Map.of(Network.INPUT, SHAPE);
    return Weights.initial(NETWORK, shapes, ElementType.FLOAT32, 1);
  }

  private static double[] pass(Session session) {
    session.forward(Mode.TRAINING);
    return session.read("dropout1").toArray();
  }

  /** What the next pass gives, in a session that goes on from {@code count} passes. */
  static double[] afterPasses(int count, Engine engine) {
    try (Session session = session(initial(), CPU)) {
      for (int i = 0; i < count; i++) {
        session.forward(Mode.TRAINING);
      }
      try (Session resumed = session(session.weights(), engine)) {
        return pass(resumed);
      }
    }
  }

  @Test
  void gradients() {
    LayerCheck.of(Dropout.of(0.4), Shape.of(5, 7)).gradientsAreThoseOfDifferences();
  }

  @Test
  void dropsItsShareAndKeepsTheMean() {
    try (Session session = session(initial(), CPU)) {
      double sum = 0;
      for (double y : pass(session)) {
        assertThat(y).isIn(0.0, (double) (float) (1 / 0.7));
        sum += y;
      }
      assertThat(sum / SHAPE.count()).isCloseTo(1, within(0.02));
    }
  }

  @Test
  void everyPassHasAnotherMask() {
    try (Session session = session(initial(), CPU)) {
      double[] first = pass(session);
      assertThat(pass(session)).isNotEqualTo(first);
    }
  }

  @Test
  void goesOnBitForBitFromItsWeights() {
    try (Session session = session(initial(), CPU)) {
      for (int i = 0; i < 300; i++) {
        session.forward(Mode.TRAINING);
      }
      try (Session resumed = session(session.weights(), Engine.cpu(1))) {
        assertThat(pass(resumed)).isEqualTo(pass(session));
      }
    }
  }

  @Test
  void inferenceLeavesAllAsTheyAre() {
    LayerCheck check = LayerCheck.inference(Dropout.of(0.9), Shape.of(3)).with(0, 1, -2, 3);
    assertThat(check.outputs().get(0).toArray()).containsExactly(1, -2, 3);
    assertThat(check.outputs().get(1).toArray()).containsExactly(1, 1, 1);
  }

  @Test
  void theMaskIsOfWhatIsKept() {
    LayerCheck check = LayerCheck.of(Dropout.of(0.5), Shape.of(50));
    double[] y = check.outputs().get(0).toArray();
    double[] mask = check.outputs().get(1).toArray();
    for (int i = 0; i < y.length; i++) {
      assertThat(mask[i]).isEqualTo(y[i] == 0 ? 0 : 1);
    }
  }

  @Test
  void refusesARatioOf1() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dropout.of(1))
        .withMessage("ratio must be in [0, 1), was 1.0");
  }
}
