package org.warpath.nn.recipes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.data.TextBatches;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.training.Carry;

/** Writes texts as a {@link CharacterModel} has learned to, one character after the other. */
public final class CharacterSampler implements AutoCloseable {
  private final CharacterModel model;
  private final List<Carry> carries;
  private final Session session;

  /** A sampler with a trained model's weights. */
  public CharacterSampler(CharacterModel model, Weights weights, Engine engine) {
    this.model = model;
    carries = model.carries(1);
    Map<String, Shape> shapes = new HashMap<>();
    shapes.put(TextBatches.DATA, Shape.of(1, 1, model.characters().count()));
    carries.forEach(carry -> shapes.put(carry.input(), carry.shape()));
    session = Session.open(model.predictor(), weights, shapes, engine);
  }

  /**
   * What comes after {@code priming}: {@code length} characters, each drawn with a probability in
   * proportion to e^(score / temperature).
   *
   * @param priming read first, at least one character
   * @param temperature above 0; 1 as it was learned, less for likelier characters
   * @param seed the same seed gives the same text
   * @throws IllegalArgumentException if a character of {@code priming} is not one of the model's
   */
  public String sample(String priming, int length, double temperature, long seed) {
    if (priming.isEmpty() || !(temperature > 0)) {
      throw new IllegalArgumentException(
          "expected a priming text and a temperature above 0, were \"%s\" and %s"
              .formatted(priming, temperature));
    }
    for (Carry carry : carries) {
      session.write(carry.input(), Tensor.zeros(ElementType.FLOAT32, carry.shape()));
    }
    Tensor scores = Tensor.zeros(ElementType.FLOAT32, Shape.of(model.characters().count()));
    for (int character : model.characters().encode(priming)) {
      scores = read(character);
    }
    Noise noise = new Noise(Noise.key(seed, "sample"));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int next = draw(scores, temperature, noise.nextUniform());
      text.append(model.characters().decode(next));
      scores = read(next);
    }
    return text.toString();
  }

  /** The scores after one more character. */
  private Tensor read(int character) {
    Tensor data = Tensor.zeros(ElementType.FLOAT32, Shape.of(1, 1, model.characters().count()));
    data.set(character, 1);
    session.write(TextBatches.DATA, data);
    session.forward(Mode.INFERENCE);
    carries.forEach(carry -> session.write(carry.input(), session.read(carry.output())));
    return session.read(CharacterModel.SCORES);
  }

  private static int draw(Tensor scores, double temperature, double uniform) {
    double[] weights = scores.toArray();
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : weights) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((weights[i] - largest) / temperature);
      sum += weights[i];
    }
    double rest = uniform * sum;
    for (int i = 0; i < weights.length; i++) {
      rest -= weights[i];
      if (rest < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  @Override
  public void close() {
    session.close();
  }
}
