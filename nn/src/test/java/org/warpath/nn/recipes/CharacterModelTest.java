package org.warpath.nn.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;
import org.warpath.nn.data.Characters;
import org.warpath.nn.data.TextBatches;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.training.Trainer;
import org.warpath.nn.training.TrainingListener;
import org.warpath.nn.training.TrainingPlan;

class CharacterModelTest {

  @Test
  void hasThePublishedNumberOfParameters() {
    StringBuilder characters = new StringBuilder();
    IntStream.range(' ', ' ' + 65).forEach(c -> characters.append((char) c));
    String text = characters.toString().repeat(80);
    TrainingPlan plan = CharacterModel.of(text).training(text, 10, 1);
    try (Trainer trainer = Trainer.begin(plan, Engine.cpu(1))) {
      long count =
          trainer.weights().tensors().values().stream()
              .mapToLong(tensor -> tensor.shape().count())
              .sum();
      assertThat(count).isEqualTo(240_321);
      double forget = trainer.weights().tensors().get("lstm1.bias").get(2 * 128);
      assertThat(forget).isEqualTo(1);
    }
  }

  @Test
  void learnsAShortTextByHeart() {
    String text = "the quick brown fox jumps over the lazy dog. ".repeat(60);
    CharacterModel model = new CharacterModel(Characters.of(text), 1, 48);
    TextBatches batches =
        TextBatches.of(model.characters().encode(text), model.characters().count(), 25, 10);
    TrainingPlan plan =
        TrainingPlan.of(
                model.network(), CharacterModel.LOSS, Solver.of(Adam.usual(), 0.01), batches, 1)
            .carrying(model.carries(10));
    try (Trainer trainer = Trainer.begin(plan, Engine.cpu(1))) {
      trainer.run(200, TrainingListener.NONE, RunControl.none());
      try (CharacterSampler sampler =
          new CharacterSampler(model, trainer.weights(), Engine.cpu(1))) {
        String sample = sampler.sample("the quick ", 60, 0.5, 1);
        assertThat(sample).startsWith("brown fox jumps over the lazy dog. the quick brown fox");
        assertThat(sampler.sample("the quick ", 60, 0.5, 1)).isEqualTo(sample);
        assertThatIllegalArgumentException().isThrownBy(() -> sampler.sample("", 1, 1, 1));
      }
    }
  }

  /** The recipe's promise: a validation loss of at most 1.45 by epoch 10. Ten minutes. */
  @Test
  @Tag("heavy")
  void learnsShakespeare() throws IOException {
    String text = Files.readString(SharedData.file("nn/tinyshakespeare/input.txt"));
    TrainingPlan plan = CharacterModel.of(text).training(text, 10, 1);
    try (Trainer trainer = Trainer.begin(plan, Engine.cpu())) {
      trainer.run(10 * plan.batches().perEpoch(), TrainingListener.NONE, RunControl.none());
      assertThat(trainer.test().get(CharacterModel.LOSS)).isLessThanOrEqualTo(1.45);
    }
  }
}
