package org.warpath.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.network.Network;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class RecurrentTest {
  private static final int STEPS = 4;
  private static final int BATCH = 3;

  static final List<Cell> CELLS =
      List.of(
          new Cell.Rnn(false),
          new Cell.Rnn(true),
          new Cell.Lstm(false),
          new Cell.Lstm(true),
          new Cell.Gru(false),
          new Cell.Gru(true));

  static List<Cell> cells() {
    return CELLS;
  }

  /** Bidirectional, of sequences of different lengths, one of them 0, with initial states. */
  static LayerCheck everything(Cell cell) {
    Recurrent layer = Recurrent.of(cell, 5).in(Direction.BOTH).withLengths().withInitialState();
    Shape x = Shape.of(STEPS, BATCH, 2);
    Shape lengths = Shape.of(BATCH);
    Shape state = Shape.of(2, BATCH, 5);
    LayerCheck check =
        cell instanceof Cell.Lstm
            ? LayerCheck.of(layer, x, lengths, state, state)
            : LayerCheck.of(layer, x, lengths, state);
    return check.withFixed(1, 4, 0, 2);
  }

  static LayerCheck plain(Cell cell, Direction direction) {
    return LayerCheck.of(Recurrent.of(cell, 3).in(direction), Shape.of(STEPS, BATCH, 2));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void gradients(Cell cell) {
    plain(cell, Direction.FORWARD).gradientsAreThoseOfDifferences();
    plain(cell, Direction.REVERSE).gradientsAreThoseOfDifferences();
    everything(cell).gradientsAreThoseOfDifferences();
    LayerCheck.of(Recurrent.of(cell, 2).withoutBias(), Shape.of(2, 2, 3))
        .gradientsAreThoseOfDifferences();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void float32(Cell cell) {
    everything(cell).isTheSameOn(Engine.cpu(1), ElementType.FLOAT32);
    LayerCheck.of(Recurrent.of(cell, 70), Shape.of(3, 130, 20))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("org.warpath.nn.recurrent.OnnxRecurrent#names")
  void isOnnxs(String name) throws IOException, URISyntaxException {
    OnnxRecurrent.check(name, Engine.cpu(2));
  }

  @Test
  void keepsTheStateBeyondASequencesEnd() {
    List<Tensor> outputs = everything(new Cell.Lstm(false)).outputs();
    Tensor y = outputs.get(0); // 4×3×10
    Tensor last = outputs.get(1); // 2×3×5
    for (int j = 0; j < 5; j++) {
      // Sequence 0 has all steps, sequence 2 has two.
      assertThat(last.get(j)).isEqualTo(y.get((3 * 3 + 0) * 10 + j));
      assertThat(last.get(2 * 5 + j)).isEqualTo(y.get((1 * 3 + 2) * 10 + j));
      assertThat(y.get((2 * 3 + 2) * 10 + j)).isZero();
      assertThat(y.get((0 * 3 + 1) * 10 + j)).isZero();
      // Backward in time every sequence ends at its first step.
      assertThat(last.get(15 + j)).isEqualTo(y.get(5 + j));
    }
  }

  @Test
  void float32FunctionsAreWithinTheirBound() {
    Squash exact = new Squash(true);
    Squash rational = new Squash(false);
    int n = 200_001;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i - n / 2) * 2e-4;
    }
    double[] expected = x.clone();
    double[] found = x.clone();
    exact.tanh(expected, n);
    rational.tanh(found, n);
    assertThat(found).containsExactly(expected, within(4e-7));
    expected = x.clone();
    found = x.clone();
    exact.logistic(expected, n);
    rational.logistic(found, n);
    assertThat(found).containsExactly(expected, within(4e-7));
  }

  @Test
  void countsMultiplyAddsAndParameters() {
    Recurrent layer = Recurrent.lstm(128);
    Shape x = Shape.of(50, 50, 65);
    assertThat(layer.multiplyAdds(List.of(x))).isEqualTo(2500L * 512 * (65 + 128));
    long parameters =
        Network.sequential(layer).parameters(Map.of(Network.INPUT, x)).values().stream()
            .mapToLong(parameter -> parameter.shape().count())
            .sum();
    assertThat(parameters).isEqualTo(512 * (65 + 128 + 2));
  }

  @Test
  void refusesOtherShapes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recurrent.lstm(3).outputs(List.of(Shape.of(2, 3))))
        .withMessage("expected steps×sequences×numbers, was 2×3");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Recurrent.gru(3)
                .withInitialState()
                .outputs(List.of(Shape.of(4, 2, 3), Shape.of(2, 2, 3))))
        .withMessage("expected input 1 to be 1×2×3, was 2×2×3");
  }
}
