package org.warpath.nn.data;

import java.util.Arrays;
import java.util.Map;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A text in batches for a network that predicts each next character: N places of the text, evenly
 * spread, are read on at the same time, S characters a batch, so that a batch goes on where the one
 * before it ended. {@value #DATA}[S×N×C] is 1 at the character's number and 0 elsewhere, {@value
 * #LABEL}[S·N] the number of the next one. Karpathy's char-rnn (2015) cuts its texts so.
 */
public final class TextBatches implements Batches {
  /** The characters' input. */
  public static final String DATA = "data";

  /** The input of the characters to predict. */
  public static final String LABEL = "label";

  private final int[] text;
  private final int characters;
  private final int steps;
  private final int batch;
  private final int stride; // of one place to the next
  private final int first;
  private final int count;
  private final Tensor data;
  private final Tensor label;

  private TextBatches(
      int[] text, int characters, int steps, int batch, int stride, int first, int count) {
    this.text = text;
    this.characters = characters;
    this.steps = steps;
    this.batch = batch;
    this.stride = stride;
    this.first = first;
    this.count = count;
    data = Tensor.zeros(ElementType.FLOAT32, Shape.of(steps, batch, characters));
    label = Tensor.zeros(ElementType.FLOAT32, Shape.of(steps * batch));
  }

  /**
   * All of a text, but for what is too short for one more batch.
   *
   * @param text numbers of characters
   * @param characters C, more than any number
   * @param steps S, at least 1
   * @param batch N, at least 1
   * @throws IllegalArgumentException if the text is too short for one batch
   */
  public static TextBatches of(int[] text, int characters, int steps, int batch) {
    int count = text.length / Math.multiplyExact(steps, batch);
    if (count < 1) {
      throw new IllegalArgumentException(
          "expected at least %d characters, were %d".formatted(steps * batch, text.length));
    }
    int[] copy = Arrays.copyOf(text, count * steps * batch);
    return new TextBatches(copy, characters, steps, batch, count * steps, 0, count);
  }

  /** The batches from {@code from} to {@code to}, without that, of each epoch. */
  public TextBatches range(int from, int to) {
    if (from < 0 || to > count || from >= to) {
      throw new IllegalArgumentException(
          "expected batches of 0 to %d, were %d to %d".formatted(count, from, to));
    }
    return new TextBatches(text, characters, steps, batch, stride, first + from, to - from);
  }

  @Override
  public Map<String, Shape> shapes() {
    return Map.of(DATA, data.shape(), LABEL, label.shape());
  }

  @Override
  public long perEpoch() {
    return count;
  }

  @Override
  public Map<String, Tensor> batch(long index) {
    data.fill(0);
    int from = Math.toIntExact(index % count + first) * steps;
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < batch; n++) {
        int at = n * stride + from + t;
        long place = (long) t * batch + n;
        data.set(place * characters + text[at], 1);
        // The last character of all is followed by the first.
        label.set(place, text[(at + 1) % text.length]);
      }
    }
    return Map.of(DATA, data, LABEL, label);
  }
}
