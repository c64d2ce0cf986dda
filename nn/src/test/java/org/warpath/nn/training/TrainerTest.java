package org.warpath.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.checkpoint.Checkpoint;
import org.warpath.nn.data.ImageBatches;
import org.warpath.nn.data.LabelledImages;
import org.warpath.nn.data.Order;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.dropout.Dropout;
import org.warpath.nn.loss.Accuracy;
import org.warpath.nn.loss.SoftmaxCrossEntropy;
import org.warpath.nn.network.Network;
import org.warpath.nn.recipes.CharacterModel;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.Sgd;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.tensor.Tensor;

class TrainerTest {
  private static final Engine ENGINE = Engine.cpu(2);

  /** Images of 2×2 whose class is their brightest pixel. */
  private static LabelledImages images(int count) {
    byte[] pixels = new byte[4 * count];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (i * 7 + i / 5) % 4;
      for (int j = 0; j < 4; j++) {
        pixels[4 * i + j] = (byte) ((i * 31 + j * 17) % 50 + (j == labels[i] ? 200 : 0));
      }
    }
    return new LabelledImages(1, 2, 2, pixels, labels);
  }

  private static Network network() {
    return Network.builder("data", "label")
        .add("fc1", FullyConnected.of(16), "data")
        .add("relu", Activation.relu(), "fc1")
        .add("dropout", Dropout.of(0.2), "relu")
        .add("fc2", FullyConnected.of(4), "dropout")
        .add("loss", new SoftmaxCrossEntropy(), "fc2", "label")
        .add("accuracy", new Accuracy(1), "fc2", "label")
        .outputs("loss", "accuracy")
        .build();
  }

  private static TrainingPlan plan(Solver solver, double scale) {
    ImageBatches.Scaling scaling = ImageBatches.Scaling.by(scale);
    ImageBatches training = new ImageBatches(images(100), 8, scaling, Order.shuffled(3));
    ImageBatches test = new ImageBatches(images(40), 10, scaling, Order.asTheyAre());
    return TrainingPlan.of(network(), "loss", solver, training, 5)
        .testedBy(TestPlan.of(network(), List.of("loss", "accuracy"), test, 50));
  }

  @Test
  void learns() {
    StringWriter log = new StringWriter();
    List<Double> accuracies = new ArrayList<>();
    try (Trainer trainer =
        Trainer.begin(plan(Solver.of(Sgd.caffe(0.9), 0.05), 1.0 / 256), ENGINE)) {
      CsvLog csv = new CsvLog(new PrintWriter(log), 100);
      trainer.run(
          200,
          new TrainingListener() {
            @Override
            public void trained(long iteration, double loss, double rate) {
              csv.trained(iteration, loss, rate);
            }

            @Override
            public void tested(long iteration, Map<String, Double> means) {
              csv.tested(iteration, means);
              accuracies.add(means.get("accuracy"));
            }
          },
          RunControl.none());
      assertThat(accuracies).hasSize(4);
      assertThat(accuracies.getLast()).isEqualTo(1);
      assertThat(trainer.test().get("loss")).isLessThan(0.1);
    }
    assertThat(log.toString().lines())
        .hasSize(1 + 2 * 2 + 4 * 2)
        .contains("iteration,value,number", "100,rate,0.05", "200,test.accuracy,1.0");
  }

  @Test
  void resumesBitForBit(@TempDir Path folder) throws IOException {
    resumes(plan(Solver.of(Adam.usual(), 0.01), 1.0 / 256), folder.resolve("a"), 30, 77);
    String text = "to be or not to be, that is the question. ".repeat(150);
    TrainingPlan characters =
        new CharacterModel(CharacterModel.of(text).characters(), 2, 8).training(text, 2, 1);
    resumes(characters, folder.resolve("b"), 1, 4);
  }

  private static void resumes(TrainingPlan plan, Path file, long stop, long end)
      throws IOException {
    Checkpoint expected;
    try (Trainer whole = Trainer.begin(plan, ENGINE)) {
      whole.run(end, TrainingListener.NONE, RunControl.none());
      expected = whole.checkpoint();
    }
    try (Trainer first = Trainer.begin(plan, ENGINE)) {
      first.run(stop, TrainingListener.NONE, RunControl.none());
      first.checkpoint().write(file);
    }
    try (Trainer second = Trainer.resume(plan, Checkpoint.read(file), ENGINE)) {
      assertThat(second.iteration()).isEqualTo(stop);
      second.run(end, TrainingListener.NONE, RunControl.none());
      areTheSame(second.checkpoint().weights(), expected.weights());
      areTheSame(second.checkpoint().solver().tensors(), expected.solver().tensors());
    }
  }

  private static void areTheSame(Map<String, Tensor> found, Map<String, Tensor> expected) {
    assertThat(found).isNotEmpty().containsOnlyKeys(expected.keySet());
    expected.forEach((name, tensor) ->
        assertThat(found.get(name).memory().mismatch(tensor.memory())).as(name).isEqualTo(-1));
  }

  @Test
  void namesTheFirstLayerThatIsNotFinite() {
    TrainingPlan plan = plan(Solver.of(Sgd.caffe(0), 1e30), 1);
    try (Trainer trainer = Trainer.begin(plan, ENGINE)) {
      assertThatExceptionOfType(NonFiniteLossException.class)
          .isThrownBy(() -> trainer.run(10, TrainingListener.NONE, RunControl.none()))
          .withMessageMatching(
              "the loss is (NaN|Infinity) in iteration 1: "
                  + "the first layer whose output is not finite is fc\\d \\(fullyconnected\\)");
      assertThat(trainer.iteration()).isEqualTo(1);
    }
    TrainingPlan bad = plan(Solver.of(Sgd.caffe(0), 0.1), Double.NaN);
    try (Trainer trainer = Trainer.begin(bad, ENGINE)) {
      assertThatExceptionOfType(NonFiniteLossException.class)
          .isThrownBy(() -> trainer.run(10, TrainingListener.NONE, RunControl.none()))
          .withMessage("the loss is NaN in iteration 0: its input data is not finite");
    }
  }

  @Test
  void stopsWhenCancelled() {
    CancellationToken token = new CancellationToken();
    RunControl control =
        new RunControl(
            progress -> {
              if (progress.done() == 3) {
                token.cancel();
              }
            },
            token);
    try (Trainer trainer = Trainer.begin(plan(Solver.of(Adam.usual(), 0.01), 1), ENGINE)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> trainer.run(10, TrainingListener.NONE, control));
      assertThat(trainer.iteration()).isEqualTo(3);
    }
  }

  @Test
  void refusesAnothersCheckpoint() {
    Checkpoint checkpoint;
    try (Trainer trainer = Trainer.begin(plan(Solver.of(Adam.usual(), 0.01), 1), ENGINE)) {
      checkpoint = trainer.checkpoint();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Trainer.resume(plan(Solver.of(Sgd.caffe(0.9), 0.01), 1), checkpoint, ENGINE))
        .withMessage("solver state fc1.weight.momentum: expected 16×4, was missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Trainer.resume(
                plan(Solver.of(Adam.usual(), 0.01), 1),
                new Checkpoint(checkpoint.weights(), checkpoint.solver(), Map.of()),
                ENGINE))
        .withMessage("expected a run with the seed 5, found null");
  }
}
