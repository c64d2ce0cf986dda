package org.warpath.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.checkpoint.Checkpoint;
import org.warpath.nn.data.Characters;
import org.warpath.nn.data.TextBatches;
import org.warpath.nn.recipes.CharacterModel;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.Clipping;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.tensor.Tensor;

@GpuTest
@NoLeaks
class CudaTrainerTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  private static TrainingPlan plan() {
    String text = "to be or not to be, that is the question. ".repeat(4);
    CharacterModel model = new CharacterModel(Characters.of(text), 2, 6);
    TextBatches batches =
        TextBatches.of(model.characters().encode(text), model.characters().count(), 5, 4);
    Solver solver = Solver.of(Adam.usual(), 0.01).with(Clipping.byNorm(1));
    return TrainingPlan.of(model.network(), CharacterModel.LOSS, solver, batches, 1)
        .carrying(model.carries(4));
  }

  private static Checkpoint after(long iterations, Engine engine) {
    try (Trainer trainer = Trainer.begin(plan(), engine)) {
      trainer.run(iterations, TrainingListener.NONE, RunControl.none());
      return trainer.checkpoint();
    }
  }

  @Test
  void trainsAsTheProcessorDoes() {
    Checkpoint expected = after(10, Engine.cpu(1));
    Checkpoint found = after(10, TestDevice.engine());
    expected
        .weights()
        .forEach((name, tensor) -> {
          Tensor other = found.weights().get(name);
          for (long i = 0; i < tensor.shape().count(); i++) {
            assertThat(other.get(i)).as("%s at %d", name, i).isCloseTo(tensor.get(i), within(1e-4));
          }
        });
  }

  @Test
  void resumesBitForBit() {
    Checkpoint expected = after(6, TestDevice.engine());
    try (Trainer trainer =
        Trainer.resume(plan(), after(3, TestDevice.engine()), TestDevice.engine())) {
      trainer.run(6, TrainingListener.NONE, RunControl.none());
      Checkpoint found = trainer.checkpoint();
      expected
          .weights()
          .forEach((name, tensor) ->
              assertThat(found.weights().get(name).memory().mismatch(tensor.memory()))
                  .as(name)
                  .isEqualTo(-1));
    }
  }
}
