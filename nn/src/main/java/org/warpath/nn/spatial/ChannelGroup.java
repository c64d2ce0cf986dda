package org.warpath.nn.spatial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.Widening;

/**
 * Passes of {@link CpuGridSample} over some channels of an example, as arrays of float64, each with
 * one more element for what is none. One example after the other in the same memory.
 */
final class ChannelGroup {
  private static final int PLACES = 256;

  private final Binding<Tensor> binding;
  private final int channels;
  private final int rank;
  private final int length;
  private final int places;
  private final Taps taps;
  private final Widening widening = new Widening();
  private final double[][] elements;
  private double[][] gradients = {};
  private final double[] values = new double[PLACES];
  private final double[] sums = new double[PLACES];
  private final double[][] numbers;
  private int example;
  private int first;
  private int count;

  /** For at most {@code size} channels at a time. */
  ChannelGroup(GridSample layer, Binding<Tensor> binding, int size) {
    this.binding = binding;
    Shape input = binding.input().shape();
    Shape output = binding.output().shape();
    channels = input.size(1);
    rank = input.rank() - 2;
    length = Math.toIntExact(input.count(2, input.rank()));
    places = Math.toIntExact(output.count(2, output.rank()));
    taps = new Taps(layer, input, PLACES);
    elements = new double[size][length + 1];
    numbers = new double[rank][PLACES];
  }

  /** Channels {@code first} to {@code first + count}, without that, come next. */
  void choose(int example, int first, int count) {
    this.example = example;
    this.first = first;
    this.count = count;
  }

  private long channel(int c) {
    return (long) example * channels + first + c;
  }

  private void loadInput() {
    for (int c = 0; c < count; c++) {
      widening.load(binding.input(), channel(c) * length, elements[c], length);
    }
  }

  // How many places were taken.
  private int take(int from, boolean withSlopes) {
    int taken = Math.min(PLACES, places - from);
    taps.take(binding.inputs().get(1), (long) example * places + from, taken, withSlopes);
    return taken;
  }

  /** The outputs. */
  void forward() {
    loadInput();
    for (int from = 0; from < places; from += PLACES) {
      int taken = take(from, false);
      for (int c = 0; c < count; c++) {
        Sums.gather(elements[c], taps.elements(), taps.weights(), sums, taken);
        widening.store(sums, binding.output(), channel(c) * places + from, taken);
      }
    }
  }

  /**
   * The gradients.
   *
   * @param inputGradient written, if there is one
   * @param gridGradient what these channels add to the grid's, written, if there is one
   */
  void backward(@Nullable Tensor inputGradient, double @Nullable [] gridGradient) {
    if (inputGradient != null) {
      clearGradients();
    }
    if (gridGradient != null) {
      loadInput();
    }
    for (int from = 0; from < places; from += PLACES) {
      int taken = take(from, gridGradient != null);
      for (double[] number : numbers) {
        Arrays.fill(number, 0);
      }
      for (int c = 0; c < count; c++) {
        widening.load(binding.outputGradient(), channel(c) * places + from, values, taken);
        if (inputGradient != null) {
          Sums.scatter(values, taps.elements(), taps.weights(), gradients[c], taken);
        }
        if (gridGradient != null) {
          follow(c, taken);
        }
      }
      if (gridGradient != null) {
        interleave(gridGradient, from, taken);
      }
    }
    if (inputGradient != null) {
      for (int c = 0; c < count; c++) {
        widening.store(gradients[c], inputGradient, channel(c) * length, length);
      }
    }
  }

  private void clearGradients() {
    if (gradients.length == 0) {
      gradients = new double[elements.length][length + 1];
      return;
    }
    for (int c = 0; c < count; c++) {
      Arrays.fill(gradients[c], 0);
    }
  }

  private void follow(int c, int taken) {
    for (int i = 0; i < rank; i++) {
      Sums.gather(elements[c], taps.elements(), taps.slopes(i), sums, taken);
      Sums.addProduct(values, sums, numbers[i], taken);
    }
  }

  private void interleave(double[] gridGradient, int from, int taken) {
    for (int place = 0; place < taken; place++) {
      for (int i = 0; i < rank; i++) {
        gridGradient[(from + place) * rank + i] = numbers[i][place];
      }
    }
  }
}
