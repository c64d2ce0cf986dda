package org.warpath.nn.pooling;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link MaxPooling}, some channels a task. Where a maximum lies is found out only when that is
 * asked for, and once more backward: that is faster than to remember it.
 */
final class CpuMaxPooling implements Step {
  private final Binding<Tensor> binding;
  private final Planes planes;
  private final Lines lines;
  private final Indices indices;
  private final int threads;

  CpuMaxPooling(Binding<Tensor> binding, MaxPooling layer, int threads) {
    this.binding = binding;
    this.threads = threads;
    planes = Planes.of(layer.window(), binding.input().shape(), binding.output().shape());
    lines = new Lines(planes);
    indices = layer.indices();
  }

  private boolean hasIndices() {
    return binding.outputs().size() > 1;
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEachRange(threads, planes.count(), planes.grain(), this::forward);
  }

  private void forward(long from, long to) {
    Maxima maxima = Maxima.of(binding.type(), planes, lines);
    for (long channel = from; channel < to; channel++) {
      maxima.find(binding.input(), channel, hasIndices());
      maxima.store(binding.output(), channel);
      if (hasIndices()) {
        double[] counted = counted(channel, maxima.places());
        binding.outputs().get(1).store(channel * counted.length, counted, 0, counted.length);
      }
    }
  }

  // Places in the channel as the second output counts them.
  private double[] counted(long channel, int[] places) {
    double first = indices == Indices.CHANNEL ? 0 : (double) channel * planes.inputCount();
    double[] counted = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      counted[i] = places[i] < 0 ? -1 : first + inChannel(places[i]);
    }
    return counted;
  }

  private int inChannel(int place) {
    if (indices != Indices.TENSOR_BY_COLUMNS) {
      return place;
    }
    int height = planes.rows().input();
    int width = planes.columns().input();
    int column = place % width;
    int row = place / width % height;
    int plane = place / width / height;
    return (column * height + row) * planes.depth().input() + plane;
  }

  @Override
  public void backward() {
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      Parallel.forEachRange(
          threads, planes.count(), planes.grain(), (from, to) -> backward(from, to, inputGradient));
    }
  }

  private void backward(long from, long to, Tensor inputGradient) {
    Maxima maxima = Maxima.of(binding.type(), planes, lines);
    double[] dx = new double[planes.inputCount()];
    double[] dy = new double[planes.outputCount()];
    for (long channel = from; channel < to; channel++) {
      maxima.find(binding.input(), channel, true);
      int[] places = maxima.places();
      binding.outputGradient().load(channel * dy.length, dy, 0, dy.length);
      Arrays.fill(dx, 0);
      for (int i = 0; i < dy.length; i++) {
        if (places[i] >= 0) {
          dx[places[i]] += dy[i];
        }
      }
      inputGradient.store(channel * dx.length, dx, 0, dx.length);
    }
  }
}
