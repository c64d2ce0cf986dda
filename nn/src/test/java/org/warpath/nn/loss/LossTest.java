package org.warpath.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class LossTest {
  private static final double[] LABELS = {0, 4, 2, 2, 1, 3};

  private static LayerCheck ofExamples(Layer layer) {
    return LayerCheck.of(layer, Shape.of(6, 5), Shape.of(6)).withFixed(1, LABELS);
  }

  private static LayerCheck ofPlaces(Layer layer) {
    return LayerCheck.of(layer, Shape.of(2, 5, 3), Shape.of(2, 3)).withFixed(1, LABELS);
  }

  static Stream<LayerCheck> all() {
    return Stream.of(
        ofExamples(new SoftmaxCrossEntropy()),
        ofPlaces(new SoftmaxCrossEntropy()),
        ofExamples(new NegativeLogLikelihood()),
        ofPlaces(new NegativeLogLikelihood()),
        ofExamples(new Accuracy(2)),
        ofExamples(new Accuracy(2, 2)),
        ofPlaces(new SoftmaxCrossEntropy(2, Normalization.VALID)),
        ofPlaces(new SoftmaxCrossEntropy(2, Normalization.FULL)),
        ofPlaces(new SoftmaxCrossEntropy(2, Normalization.BATCH_SIZE)),
        ofPlaces(new SoftmaxCrossEntropy(-7, Normalization.NONE)).withFixed(1, -7, 4, 2, 2, -7, 3),
        LayerCheck.of(
                new SoftmaxCrossEntropy(255, Normalization.VALID), Shape.of(3, 40), Shape.of(3))
            .withFixed(1, 7, 255, 39),
        LayerCheck.of(new SoftmaxCrossEntropy(), Shape.of(2, 40), Shape.of(2)).withFixed(1, 7, 39),
        LayerCheck.of(new SoftmaxCrossEntropy(), Shape.of(1, 5, 32), Shape.of(1, 32))
            .withFixed(1, new double[32]),
        LayerCheck.of(new MeanSquaredError(), Shape.of(3, 4), Shape.of(3, 4)),
        LayerCheck.of(new MeanSquaredError(), Shape.of(500), Shape.of(500)),
        LayerCheck.of(new PoissonLoss(), Shape.of(3, 4), Shape.of(3, 4)));
  }

  @Test
  void gradients() {
    all().forEach(LayerCheck::gradientsAreThoseOfDifferences);
  }

  @Test
  void float32() {
    all().forEach(check -> check.isTheSameOn(Engine.cpu(2), ElementType.FLOAT32));
    LayerCheck.of(new MeanSquaredError(), Shape.of(70_001), Shape.of(70_001))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  private static double value(LayerCheck check) {
    return check.outputs().getFirst().get(0);
  }

  @Test
  void crossEntropyOfEqualScoresIsTheLogarithmOfTheirNumber() {
    LayerCheck check =
        LayerCheck.of(new SoftmaxCrossEntropy(), Shape.of(1, 4), Shape.of(1))
            .with(0, 7, 7, 7, 7)
            .withFixed(1, 2);
    assertThat(value(check)).isCloseTo(Math.log(4), within(1e-15));
  }

  /** Scores are equal, so that each label loses log 4: three of the four places count. */
  @ParameterizedTest
  @CsvSource({"VALID, 1", "FULL, 0.75", "BATCH_SIZE, 1.5", "NONE, 3"})
  void theSumIsDividedAsCaffeDoes(Normalization normalization, double factor) {
    LayerCheck check =
        LayerCheck.of(new SoftmaxCrossEntropy(9, normalization), Shape.of(2, 4, 2), Shape.of(2, 2))
            .with(0, new double[16])
            .withFixed(1, 0, 9, 3, 1);
    assertThat(value(check)).isCloseTo(factor * Math.log(4), within(1e-15));
  }

  @Test
  void whereAllIsIgnoredNothingIsLost() {
    LayerCheck check =
        LayerCheck.of(new SoftmaxCrossEntropy(9, Normalization.VALID), Shape.of(2, 4), Shape.of(2))
            .withFixed(1, 9, 9);
    assertThat(value(check)).isZero();
    check.gradientsAreThoseOfDifferences();
    assertThat(
            value(
                LayerCheck.of(new Accuracy(1, 9), Shape.of(2, 4), Shape.of(2)).withFixed(1, 9, 9)))
        .isZero();
  }

  @Test
  void ignoredLabelsAreNotCounted() {
    // Each says class 0.
    double[] scores = {2, 1, 0, 2, 1, 0, 2, 1, 0};
    LayerCheck check =
        LayerCheck.of(new Accuracy(1, 0), Shape.of(3, 3), Shape.of(3))
            .with(0, scores)
            .withFixed(1, 0, 0, 1);
    assertThat(value(check)).isZero();
    LayerCheck other =
        LayerCheck.of(new Accuracy(1, 1), Shape.of(3, 3), Shape.of(3))
            .with(0, scores)
            .withFixed(1, 0, 1, 2);
    assertThat(value(other)).isEqualTo(0.5);
  }

  @Test
  void crossEntropyIsTheLikelihoodOfTheSoftmax() {
    double[] scores = {0.5, -1, 2, 800, 800, 3};
    double[] logarithms =
        LayerCheck.of(Softmax.logarithm(1), Shape.of(2, 3))
            .with(0, scores)
            .outputs()
            .getFirst()
            .toArray();
    LayerCheck direct =
        LayerCheck.of(new SoftmaxCrossEntropy(), Shape.of(2, 3), Shape.of(2))
            .with(0, scores)
            .withFixed(1, 2, 0);
    assertThat(value(direct)).isCloseTo(-(logarithms[2] + logarithms[3]) / 2, within(1e-12));
  }

  @Test
  void countsLabelsAmongTheFirst() {
    double[] scores = {3, 1, 2, 3, 1, 2, 5, 5, 5, Double.NaN, 1, 0};
    for (int top = 1; top <= 3; top++) {
      LayerCheck check =
          LayerCheck.of(new Accuracy(top), Shape.of(4, 3), Shape.of(4))
              .with(0, scores)
              .withFixed(1, 0, 2, 1, 2);
      assertThat(value(check)).isEqualTo(new double[] {0.25, 0.75, 1}[top - 1]);
    }
  }

  @Test
  void namesABadLabel() {
    for (double bad : new double[] {5, -1, 0.5, Double.NaN}) {
      LayerCheck check =
          LayerCheck.of(new SoftmaxCrossEntropy(), Shape.of(2, 5), Shape.of(2))
              .withFixed(1, 0, bad);
      assertThatIllegalArgumentException()
          .isThrownBy(check::outputs)
          .withMessage("layer: label " + bad + " at place 1 must be an integer in [0, 5)");
    }
  }

  @Test
  void refusesOtherShapes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxCrossEntropy().outputs(List.of(Shape.of(4, 5), Shape.of(5))))
        .withMessageContaining("were 4×5 and 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MeanSquaredError().outputs(List.of(Shape.of(4), Shape.of(5))))
        .withMessageContaining("were 4 and 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Accuracy(0))
        .withMessage("top must be at least 1, was 0");
  }
}
