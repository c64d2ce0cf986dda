package org.warpath.nn.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.warpath.nn.arrays.Reshape;
import org.warpath.nn.data.Characters;
import org.warpath.nn.data.TextBatches;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.loss.SoftmaxCrossEntropy;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.recurrent.ForgetBias;
import org.warpath.nn.recurrent.Recurrent;
import org.warpath.nn.solver.Clipping;
import org.warpath.nn.solver.RatePolicy;
import org.warpath.nn.solver.RmsProp;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.training.Carry;
import org.warpath.nn.training.TestPlan;
import org.warpath.nn.training.TrainingPlan;

/**
 * A network that predicts the next character of a text: LSTMs one upon the other and a fully
 * connected layer, as Karpathy's char-rnn (The unreasonable effectiveness of recurrent neural
 * networks, 2015). Its values are {@value TextBatches#DATA}, {@code scores}, {@value
 * TextBatches#LABEL} and {@value #LOSS}, in nats a character.
 *
 * @param characters the alphabet
 * @param layers how many LSTMs, at least 1
 * @param units of each
 */
public record CharacterModel(Characters characters, int layers, int units) {
  /** The value that shall fall. */
  public static final String LOSS = "loss";

  /** The value that tells the next character: larger is likelier. */
  public static final String SCORES = "scores";

  private static final double FILL = 0.08;
  private static final int STEPS = 50;
  private static final int BATCH = 50;
  private static final double TRAINED = 0.95;

  public CharacterModel {
    if (layers < 1 || units < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 layer of at least 1 unit, were %d of %d".formatted(layers, units));
    }
  }

  /** Two LSTMs of 128, for the characters of {@code text}. */
  public static CharacterModel of(String text) {
    return new CharacterModel(Characters.of(text), 2, 128);
  }

  /** With a loss, to be trained. */
  public Network network() {
    return build(true);
  }

  /** Without a loss, to answer. */
  public Network predictor() {
    return build(false);
  }

  private Network build(boolean hasLoss) {
    List<String> inputs = new ArrayList<>(List.of(TextBatches.DATA));
    for (int layer = 1; layer <= layers; layer++) {
      inputs.add("h" + layer);
      inputs.add("c" + layer);
    }
    if (hasLoss) {
      inputs.add(TextBatches.LABEL);
    }
    Initialiser fill = Initialiser.uniform(-FILL, FILL);
    Network.Builder builder = Network.builder(inputs.toArray(String[]::new));
    String below = TextBatches.DATA;
    for (int layer = 1; layer <= layers; layer++) {
      String name = "lstm" + layer;
      builder.add(
          new Node(
              name,
              Recurrent.lstm(units).withInitialState().withFills(fill, new ForgetBias(1, fill)),
              List.of(below, "h" + layer, "c" + layer),
              List.of(name, "nextH" + layer, "nextC" + layer)));
      below = name;
    }
    builder.add("rows", Reshape.of(-1, units), below);
    builder.add(
        SCORES,
        new FullyConnected(characters.count(), true, fill, Initialiser.constant(0)),
        "rows");
    if (hasLoss) {
      builder.add(LOSS, new SoftmaxCrossEntropy(), SCORES, TextBatches.LABEL);
    }
    return builder.outputs(hasLoss ? LOSS : SCORES).build();
  }

  /** The states that go on from batch to batch, of {@code batch} texts at a time. */
  public List<Carry> carries(int batch) {
    Shape state = Shape.of(1, batch, units);
    List<Carry> carries = new ArrayList<>();
    for (int layer = 1; layer <= layers; layer++) {
      carries.add(new Carry("nextH" + layer, "h" + layer, state));
      carries.add(new Carry("nextC" + layer, "c" + layer, state));
    }
    return carries;
  }

  /**
   * How it is trained on a text: RMSprop with a decay of 0.95, at 0.002, times 0.97 after each
   * epoch from the tenth on; gradients brought into ±5; 50 places of the text at a time, 50
   * characters each; tested after each epoch with the last twentieth of each place.
   *
   * @param epochs how many there will be
   * @throws IllegalArgumentException if the text is too short, or has other characters
   */
  public TrainingPlan training(String text, int epochs, long seed) {
    TextBatches all = TextBatches.of(characters.encode(text), characters.count(), STEPS, BATCH);
    int count = Math.toIntExact(all.perEpoch());
    int trained = (int) (count * TRAINED);
    TextBatches training = all.range(0, trained);
    List<Long> falls =
        LongStream.rangeClosed(10, Math.max(10, epochs)).mapToObj(e -> e * trained).toList();
    Solver solver =
        Solver.of(new RmsProp(0.95, 1e-8), new RatePolicy.MultiStep(2e-3, 0.97, falls))
            .with(Clipping.byValue(5));
    Network network = network();
    return TrainingPlan.of(network, LOSS, solver, training, seed)
        .carrying(carries(BATCH))
        .testedBy(TestPlan.of(network, List.of(LOSS), all.range(trained, count), trained));
  }
}
