package org.warpath.nn.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.OnnxLayer;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class BatchNormalizationTest {
  private static final BatchNormalization WITHOUT_SCALE = new BatchNormalization(0, 0.75, false);

  static final BatchNormalization FIXED =
      new BatchNormalization(1e-3, 0.5, true, BatchNormalization.Source.STATISTICS);

  @Test
  void learnsTheBatchsStatisticsAndAnswersByThem() {
    Network network = Network.sequential(WITHOUT_SCALE);
    Map<String, Shape> shapes = Map.of(Network.INPUT, Shape.of(2, 1, 2));
    Weights initial = Weights.initial(network, shapes, ElementType.FLOAT32, 1);
    try (Session session = Session.training(network, initial, shapes, 1, Engine.cpu(1))) {
      session.write(Network.INPUT, Tensor.of(Shape.of(2, 1, 2), 4f, 12, 4, 12));
      session.forward(Mode.TRAINING);
      assertThat(session.read("batchnormalization1").toArray()).containsExactly(-1, 1, -1, 1);
      Map<String, Tensor> learned = session.weights().tensors();
      assertThat(learned.get("batchnormalization1.mean").toArray()).containsExactly(2);
      assertThat(learned.get("batchnormalization1.variance").toArray()).containsExactly(4.75);
      session.load(
          new Weights(
              Map.of(
                  "batchnormalization1.mean", Tensor.of(Shape.of(1), 2f),
                  "batchnormalization1.variance", Tensor.of(Shape.of(1), 4f))));
      session.forward(Mode.INFERENCE);
      assertThat(session.read("batchnormalization1").toArray()).containsExactly(1, 5, 1, 5);
    }
  }

  /** Which the batch's are, 8 and 16, or a mean of 2 and a variance of 4. */
  @ParameterizedTest
  @CsvSource({
    "BATCH, TRAINING, -1, 1, 8, 16",
    "BATCH, INFERENCE, -1, 1, 2, 4",
    "STATISTICS, TRAINING, 1, 5, 2, 4",
    "STATISTICS, INFERENCE, 1, 5, 2, 4"
  })
  void whoseStatistics(
      BatchNormalization.Source source,
      Mode mode,
      double a,
      double b,
      double mean,
      double variance) {
    Network network = Network.sequential(new BatchNormalization(0, 0, false, source));
    Map<String, Shape> shapes = Map.of(Network.INPUT, Shape.of(2, 1, 2));
    Weights statistics =
        new Weights(
            Map.of(
                "batchnormalization1.mean", Tensor.of(Shape.of(1), 2f),
                "batchnormalization1.variance", Tensor.of(Shape.of(1), 4f)));
    try (Session session = Session.training(network, statistics, shapes, 1, Engine.cpu(1))) {
      session.write(Network.INPUT, Tensor.of(Shape.of(2, 1, 2), 4f, 12, 4, 12));
      session.forward(mode);
      assertThat(session.read("batchnormalization1").toArray()).containsExactly(a, b, a, b);
      Map<String, Tensor> after = session.weights().tensors();
      assertThat(after.get("batchnormalization1.mean").toArray()).containsExactly(mean);
      assertThat(after.get("batchnormalization1.variance").toArray()).containsExactly(variance);
    }
  }

  @Test
  void nothingCancelsFarFromZero() {
    double[] values = {1e9 - 1, 1e9 + 1, 1e9 - 1, 1e9 + 1};
    double[] found =
        LayerCheck.of(WITHOUT_SCALE, Shape.of(4, 1)).with(0, values).outputs().getFirst().toArray();
    assertThat(found).containsExactly(-1, 1, -1, 1);
  }

  @Test
  void gradients() {
    LayerCheck.of(BatchNormalization.of(), Shape.of(3, 2, 2, 3)).gradientsAreThoseOfDifferences();
    LayerCheck.of(BatchNormalization.of(), Shape.of(5, 3)).gradientsAreThoseOfDifferences();
    LayerCheck.of(WITHOUT_SCALE, Shape.of(2, 2, 3)).gradientsAreThoseOfDifferences();
    LayerCheck.of(FIXED, Shape.of(2, 2, 3)).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    for (Shape shape :
        new Shape[] {Shape.of(7, 5, 60, 60), Shape.of(300, 9), Shape.of(90, 4, 7, 7)}) {
      LayerCheck.of(BatchNormalization.of(), shape).isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node/test_batchnorm_epsilon",
        "node/test_batchnorm_example",
        "node/test_batchnorm_example_training_mode",
      })
  void conforms(String folder) {
    OnnxLayer onnx = OnnxLayer.read(folder);
    boolean isTraining = onnx.integer("training_mode", 0) == 1;
    onnx.isDoneBy(
        new BatchNormalization(onnx.number("epsilon", 1e-5), onnx.number("momentum", 0.9), true),
        isTraining ? Mode.TRAINING : Mode.INFERENCE,
        1,
        "scale",
        "bias",
        "mean",
        "variance");
  }

  @Test
  void refusesWhatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNormalization(-1, 0.9, true))
        .withMessage("epsilon must be finite and at least 0, was -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNormalization(0, 1.1, true))
        .withMessage("momentum must be in [0, 1], was 1.1");
  }
}
