package org.warpath.nn.spatial;

import java.util.Arrays;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * What some places of a grid take from a channel: elements and weights, the same in each channel.
 * All are kept tap by tap, so that loops over places have them side by side.
 */
final class Taps {
  private final Line[] lines;
  private final int rank;
  private final int each;
  private final int count;
  private final int none;
  private final int[][] elements;
  private final double[][] weights;
  private final double[][][] slopes;
  private final double[] numbers;
  private final double[] lineNumbers;
  private final int[][][] lineIndices;
  private final double[][][] lineWeights;
  private final double[][][] lineSlopes;

  /** For at most {@code places} places at a time, of an N×C×… input. */
  Taps(GridSample layer, Shape input, int places) {
    rank = input.rank() - 2;
    lines = new Line[rank];
    for (int i = 0; i < rank; i++) {
      lines[i] = new Line(input.size(i + 2), layer);
    }
    each = layer.interpolation().taps();
    count = layer.taps(rank);
    none = Math.toIntExact(input.count(2, input.rank()));
    elements = new int[count][places];
    weights = new double[count][places];
    slopes = new double[rank][count][places];
    numbers = new double[places * rank];
    lineNumbers = new double[places];
    lineIndices = new int[rank][each][places];
    lineWeights = new double[rank][each][places];
    lineSlopes = new double[rank][each][places];
  }

  /**
   * The element of the channel that each tap of each place takes, at [tap][place]; for none that
   * behind the last.
   */
  int[][] elements() {
    return elements;
  }

  /** The elements' weights, at [tap][place]; 0 for none. */
  double[][] weights() {
    return weights;
  }

  /**
   * The derivatives of the weights by a number of the place, the last dimension's being the first,
   * at [tap][place]; 0 for none.
   */
  double[][] slopes(int number) {
    return slopes[number];
  }

  /**
   * Takes {@code places} places from {@code first} on, counted over all examples.
   *
   * @param withSlopes whether {@link #slopes} will be asked for
   */
  void take(Tensor grid, long first, int places, boolean withSlopes) {
    grid.load(first * rank, numbers, 0, places * rank);
    for (int line = 0; line < rank; line++) {
      for (int place = 0; place < places; place++) {
        lineNumbers[place] = numbers[place * rank + rank - 1 - line];
      }
      lines[line].weigh(
          lineNumbers, places, lineIndices[line], lineWeights[line], lineSlopes[line]);
    }
    for (int tap = 0; tap < count; tap++) {
      join(tap, places);
      product(tap, places, -1, weights[tap]);
      if (withSlopes) {
        for (int varied = 0; varied < rank; varied++) {
          product(tap, places, varied, slopes[rank - 1 - varied][tap]);
        }
      }
    }
  }

  // Which of a line's taps a tap has: the last line's are the quickest.
  private int part(int tap, int line) {
    int rest = tap;
    for (int i = rank - 1; i > line; i--) {
      rest /= each;
    }
    return rest % each;
  }

  private void join(int tap, int places) {
    int[] to = elements[tap];
    Arrays.fill(to, 0, places, 0);
    for (int line = 0; line < rank; line++) {
      join(lineIndices[line][part(tap, line)], lines[line].size(), to, places);
    }
    for (int i = 0; i < places; i++) {
      to[i] = to[i] < 0 ? none : to[i];
    }
  }

  // to ← to · size + index; −1 where one of them is that, without a branch.
  private static void join(int[] indices, int size, int[] to, int places) {
    for (int i = 0; i < places; i++) {
      to[i] = (to[i] * size + indices[i]) | to[i] >> 31 | indices[i] >> 31;
    }
  }

  // The product of the lines' weights, of one line the slopes instead.
  private void product(int tap, int places, int varied, double[] to) {
    Arrays.fill(to, 0, places, 1);
    for (int line = 0; line < rank; line++) {
      double[][] factors = line == varied ? lineSlopes[line] : lineWeights[line];
      multiply(factors[part(tap, line)], to, places);
    }
    // A place that is no number has no weights either.
    for (int i = 0; i < places; i++) {
      if (elements[tap][i] == none) {
        to[i] = 0;
      }
    }
  }

  private static void multiply(double[] factors, double[] to, int places) {
    for (int i = 0; i < places; i++) {
      to[i] *= factors[i];
    }
  }
}
