package org.warpath.nn.spatial;

import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * What some places of a grid take from a channel: elements and weights, the same in each channel.
 */
final class Taps {
  private final Line[] lines;
  private final int rank;
  private final int each;
  private final int count;
  // Which of a line's taps each tap has, by line: the last line's are the quickest.
  private final int[] parts;
  private final int[] elements;
  private final double[] weights;
  private final double[][] slopes;
  private final double[] numbers;
  private final int[] lineIndices;
  private final double[] lineWeights;
  private final double[] lineSlopes;

  /** For at most {@code places} places at a time, of an N×C×… input. */
  Taps(GridSample layer, Shape input, int places) {
    rank = input.rank() - 2;
    lines = new Line[rank];
    for (int i = 0; i < rank; i++) {
      lines[i] = new Line(input.size(i + 2), layer);
    }
    each = layer.interpolation().taps();
    count = layer.taps(rank);
    parts = parts(rank, each, count);
    elements = new int[places * count];
    weights = new double[places * count];
    slopes = new double[rank][places * count];
    numbers = new double[places * rank];
    lineIndices = new int[rank * each];
    lineWeights = new double[rank * each];
    lineSlopes = new double[rank * each];
  }

  private static int[] parts(int rank, int each, int count) {
    int[] parts = new int[count * rank];
    for (int tap = 0; tap < count; tap++) {
      int rest = tap;
      for (int line = rank - 1; line >= 0; line--) {
        parts[tap * rank + line] = line * each + rest % each;
        rest /= each;
      }
    }
    return parts;
  }

  /** How many elements a place takes. */
  int count() {
    return count;
  }

  /** The element of the channel that tap {@code i} takes, place by place; −1 for none. */
  int element(int i) {
    return elements[i];
  }

  /** Its weight. */
  double weight(int i) {
    return weights[i];
  }

  /** The derivative of its weight by a place's number, the last dimension's being the first. */
  double slope(int number, int i) {
    return slopes[number][i];
  }

  /**
   * Takes {@code places} places from {@code first} on, counted over all examples.
   *
   * @param withSlopes whether {@link #slope} will be asked for
   */
  void take(Tensor grid, long first, int places, boolean withSlopes) {
    grid.load(first * rank, numbers, 0, places * rank);
    for (int place = 0; place < places; place++) {
      for (int i = 0; i < rank; i++) {
        double number = numbers[place * rank + rank - 1 - i];
        lines[i].weigh(number, i * each, lineIndices, lineWeights, lineSlopes);
      }
      for (int tap = 0; tap < count; tap++) {
        join(place * count + tap, tap);
        if (withSlopes) {
          joinSlopes(place * count + tap, tap);
        }
      }
    }
  }

  private void join(int to, int tap) {
    int element = 0;
    double weight = 1;
    for (int i = 0; i < rank; i++) {
      int part = parts[tap * rank + i];
      int index = lineIndices[part];
      element = element < 0 || index < 0 ? -1 : element * lines[i].size() + index;
      weight *= lineWeights[part];
    }
    elements[to] = element;
    weights[to] = weight;
  }

  private void joinSlopes(int to, int tap) {
    for (int varied = 0; varied < rank; varied++) {
      double slope = 1;
      for (int i = 0; i < rank; i++) {
        int part = parts[tap * rank + i];
        slope *= i == varied ? lineSlopes[part] : lineWeights[part];
      }
      slopes[rank - 1 - varied][to] = slope;
    }
  }
}
