package org.warpath.nn.spatial;

import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link GridSample}: forward, and backward by the grid, a task takes some places of one example;
 * backward by the input, where places may share elements, some channels of it.
 */
final class CpuGridSample implements Step {
  private static final int PLACES = 256;
  private static final int CHANNELS = 8;

  private final Binding<Tensor> binding;
  private final GridSample layer;
  private final int threads;
  private final int examples;
  private final int channels;
  private final int rank;
  private final long length;
  private final int places;
  private final int parts;

  CpuGridSample(Binding<Tensor> binding, GridSample layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    Shape input = binding.input().shape();
    Shape output = binding.output().shape();
    examples = input.size(0);
    channels = input.size(1);
    rank = input.rank() - 2;
    length = input.count(2, input.rank());
    places = Math.toIntExact(output.count(2, output.rank()));
    parts = Math.ceilDiv(places, PLACES);
  }

  private Tensor grid() {
    return binding.inputs().get(1);
  }

  private Taps taps() {
    return new Taps(layer, binding.input().shape(), PLACES);
  }

  /** Work on places {@code from} to {@code to}, without that, of an example. */
  @FunctionalInterface
  private interface Body {
    void accept(Taps taps, int example, int from, int to);
  }

  private void forEachPlaces(boolean withSlopes, Body body) {
    Parallel.forEach(
        threads,
        examples * parts,
        task -> {
          int example = task / parts;
          int from = task % parts * PLACES;
          int to = Math.min(places, from + PLACES);
          Taps taps = taps();
          taps.take(grid(), (long) example * places + from, to - from, withSlopes);
          body.accept(taps, example, from, to);
        });
  }

  @Override
  public void forward(Mode mode) {
    forEachPlaces(false, this::forward);
  }

  private void forward(Taps taps, int example, int from, int to) {
    Tensor x = binding.input();
    int count = taps.count();
    double[] y = new double[to - from];
    for (int c = 0; c < channels; c++) {
      long channel = (long) example * channels + c;
      for (int place = 0; place < y.length; place++) {
        double sum = 0;
        for (int tap = place * count; tap < (place + 1) * count; tap++) {
          if (taps.element(tap) >= 0) {
            sum += taps.weight(tap) * x.get(channel * length + taps.element(tap));
          }
        }
        y[place] = sum;
      }
      binding.output().store(channel * places + from, y, 0, y.length);
    }
  }

  @Override
  public void backward() {
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      inputGradient.fill(0);
      int groups = Math.ceilDiv(channels, CHANNELS);
      Parallel.forEach(
          threads,
          examples * groups,
          task -> scatter(task / groups, task % groups * CHANNELS, inputGradient));
    }
    Tensor gridGradient = binding.inputGradients().get(1);
    if (gridGradient != null) {
      forEachPlaces(
          true, (taps, example, from, to) -> follow(taps, example, from, to, gridGradient));
    }
  }

  private void scatter(int example, int firstChannel, Tensor inputGradient) {
    Taps taps = taps();
    int count = taps.count();
    double[] dy = new double[PLACES];
    for (int from = 0; from < places; from += PLACES) {
      int taken = Math.min(PLACES, places - from);
      taps.take(grid(), (long) example * places + from, taken, false);
      for (int c = firstChannel; c < Math.min(channels, firstChannel + CHANNELS); c++) {
        long channel = (long) example * channels + c;
        binding.outputGradient().load(channel * places + from, dy, 0, taken);
        for (int tap = 0; tap < taken * count; tap++) {
          if (taps.element(tap) >= 0) {
            long element = channel * length + taps.element(tap);
            double part = taps.weight(tap) * dy[tap / count];
            inputGradient.set(element, inputGradient.get(element) + part);
          }
        }
      }
    }
  }

  private void follow(Taps taps, int example, int from, int to, Tensor gridGradient) {
    Tensor x = binding.input();
    int count = taps.count();
    double[] dy = new double[to - from];
    double[] gradients = new double[dy.length * rank];
    for (int c = 0; c < channels; c++) {
      long channel = (long) example * channels + c;
      binding.outputGradient().load(channel * places + from, dy, 0, dy.length);
      for (int tap = 0; tap < dy.length * count; tap++) {
        if (taps.element(tap) >= 0) {
          int place = tap / count;
          double part = dy[place] * x.get(channel * length + taps.element(tap));
          for (int i = 0; i < rank; i++) {
            gradients[place * rank + i] += part * taps.slope(i, tap);
          }
        }
      }
    }
    gridGradient.store(((long) example * places + from) * rank, gradients, 0, gradients.length);
  }
}
