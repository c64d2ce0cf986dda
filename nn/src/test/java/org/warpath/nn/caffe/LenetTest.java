package org.warpath.nn.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.ElementType;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.network.Weights;
import org.warpath.nn.training.Trainer;
import org.warpath.nn.training.TrainingListener;

/** LeNet's definition on MNIST. */
class LenetTest {

  private static CaffeTraining lenet() throws IOException {
    ImageFolder images = ImageFolder.read(SharedData.file("nn/mnist"));
    CaffeSolver solver = CaffeSolver.read(Definitions.file("lenet_solver.prototxt"));
    return CaffeTraining.of(solver, images);
  }

  @Test
  void weightsOfCaffeScoreAsTheyDoThere() throws IOException {
    Path file = SharedData.file("nn/lenet-caffe/lenet_iter_10000.caffemodel");
    CaffeTraining lenet = lenet();
    CaffeModel model = CaffeModel.read(file);
    assertThat(CaffeWeights.missing(model, lenet.graph())).isEmpty();
    Weights initial =
        Weights.initial(
            lenet.graph().network(), lenet.graph().inputShapes(), ElementType.FLOAT32, 1);
    Weights weights = CaffeWeights.of(model, lenet.graph(), initial);
    try (Trainer trainer = Trainer.begin(lenet.plan(), weights, Engine.cpu())) {
      Map<String, Double> means = trainer.test();
      assertThat(Math.round(means.get("accuracy") * 10_000)).isEqualTo(9905);
      assertThat(means.get("loss")).isCloseTo(0.02976, within(0.000005));
    }
  }

  @Test
  void learnsDigitsIn500Iterations() throws IOException {
    CaffeTraining lenet = lenet();
    try (Trainer trainer = Trainer.begin(lenet.plan(), Engine.cpu())) {
      trainer.run(500, TrainingListener.NONE, RunControl.none());
      assertThat(trainer.test().get("accuracy")).isGreaterThanOrEqualTo(0.97);
    }
  }
}
