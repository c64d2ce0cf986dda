package org.warpath.nn.pooling;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link AveragePooling}, some channels a task: rows of the input are added into lines, whose
 * windows' sums are the results; backward the other way round.
 */
final class CpuAveragePooling implements Step {
  private final Binding<Tensor> binding;
  private final Planes planes;
  private final Lines lines;
  private final double[] counts;
  private final int threads;

  CpuAveragePooling(Binding<Tensor> binding, AveragePooling layer, int threads) {
    this.binding = binding;
    this.threads = threads;
    planes = Planes.of(layer.window(), binding.input().shape(), binding.output().shape());
    lines = new Lines(planes);
    counts = counts(layer.countsPadding());
  }

  // Elements that count, of each window of a channel.
  private double[] counts(boolean countsPadding) {
    double[] found = new double[planes.outputCount()];
    int at = 0;
    for (int plane = 0; plane < planes.depth().output(); plane++) {
      for (int row = 0; row < planes.rows().output(); row++) {
        for (int column = 0; column < planes.columns().output(); column++) {
          int count =
              planes.depth().count(plane, countsPadding)
                  * planes.rows().count(row, countsPadding)
                  * planes.columns().count(column, countsPadding);
          found[at++] = Math.max(1, count);
        }
      }
    }
    return found;
  }

  private static void add(double[] from, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += from[i];
    }
  }

  // x /= how many elements of each window count.
  private void divide(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] /= counts[i];
    }
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEachRange(threads, planes.count(), planes.grain(), this::forward);
  }

  private void forward(long from, long to) {
    int stride = planes.columns().stride();
    double[] x = new double[planes.inputCount()];
    double[] y = new double[planes.outputCount()];
    double[] rows = new double[lines.elements()];
    double[] line = new double[lines.length()];
    double[] sums = new double[lines.windows()];
    for (long channel = from; channel < to; channel++) {
      binding.input().load(channel * x.length, x, 0, x.length);
      Arrays.fill(line, 0);
      for (int tap = 0; tap < lines.taps(); tap++) {
        lines.gather(x, tap, rows);
        add(rows, line, rows.length);
      }
      Arrays.fill(sums, 0);
      for (int k = 0; k < planes.columns().size(); k++) {
        int first = k * planes.columns().dilation();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += line[first + i * stride];
        }
      }
      lines.narrow(sums, y);
      divide(y);
      binding.output().store(channel * y.length, y, 0, y.length);
    }
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
    int stride = planes.columns().stride();
    double[] dx = new double[planes.inputCount()];
    double[] dy = new double[planes.outputCount()];
    double[] rows = new double[lines.elements()];
    double[] line = new double[lines.length()];
    // Windows behind their line's last stay 0.
    double[] parts = new double[lines.windows()];
    for (long channel = from; channel < to; channel++) {
      binding.outputGradient().load(channel * dy.length, dy, 0, dy.length);
      divide(dy);
      lines.widen(dy, parts);
      Arrays.fill(line, 0);
      for (int k = 0; k < planes.columns().size(); k++) {
        int first = k * planes.columns().dilation();
        for (int i = 0; i < parts.length; i++) {
          line[first + i * stride] += parts[i];
        }
      }
      Arrays.fill(dx, 0);
      for (int tap = 0; tap < lines.taps(); tap++) {
        lines.gather(dx, tap, rows);
        add(line, rows, rows.length);
        lines.scatter(rows, tap, dx);
      }
      inputGradient.store(channel * dx.length, dx, 0, dx.length);
    }
  }
}
