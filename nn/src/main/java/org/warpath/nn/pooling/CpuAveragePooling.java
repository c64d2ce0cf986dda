package org.warpath.nn.pooling;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link AveragePooling} channel by channel: rows of the input under a row of windows are added
 * into one line, whose windows' sums are the results; backward the other way round.
 */
final class CpuAveragePooling implements Step {
  private final Binding<Tensor> binding;
  private final Planes planes;
  private final boolean countsPadding;
  private final int threads;

  CpuAveragePooling(Binding<Tensor> binding, AveragePooling layer, int threads) {
    this.binding = binding;
    this.threads = threads;
    planes = Planes.of(layer.window(), binding.input().shape(), binding.output().shape());
    countsPadding = layer.countsPadding();
  }

  /** Adds the rows under a row of windows into {@code line}, or {@code line} to those rows. */
  private void addRows(double[] x, int plane, int row, double[] line, boolean toLine) {
    Axis depth = planes.depth();
    Axis rows = planes.rows();
    int begin = planes.columns().begin();
    int width = planes.columns().input();
    for (int i = depth.from(plane); i < depth.to(plane); i++) {
      for (int j = rows.from(row); j < rows.to(row); j++) {
        int from =
            planes.place(
                depth.start(plane) + i * depth.dilation(), rows.start(row) + j * rows.dilation());
        if (toLine) {
          add(x, from, line, begin, width);
        } else {
          add(line, begin, x, from, width);
        }
      }
    }
  }

  private static void add(double[] from, int first, double[] to, int target, int count) {
    for (int i = 0; i < count; i++) {
      to[target + i] += from[first + i];
    }
  }

  // Elements that count of the windows in a row, over columns: those of a column's window.
  private int height(int plane, int row) {
    return planes.depth().count(plane, countsPadding) * planes.rows().count(row, countsPadding);
  }

  private int[] widths() {
    int[] widths = new int[planes.columns().output()];
    Arrays.setAll(widths, column -> planes.columns().count(column, countsPadding));
    return widths;
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEachRange(threads, planes.count(), planes.grain(), this::forward);
  }

  private void forward(long from, long to) {
    Axis columns = planes.columns();
    int[] widths = widths();
    double[] x = new double[planes.inputCount()];
    double[] y = new double[planes.outputCount()];
    double[] line = new double[columns.padded()];
    for (long channel = from; channel < to; channel++) {
      binding.input().load(channel * x.length, x, 0, x.length);
      int at = 0;
      for (int plane = 0; plane < planes.depth().output(); plane++) {
        for (int row = 0; row < planes.rows().output(); row++) {
          Arrays.fill(line, 0);
          addRows(x, plane, row, line, true);
          int height = height(plane, row);
          for (int column = 0; column < columns.output(); column++) {
            int first = column * columns.stride();
            double sum = line[first];
            for (int k = 1; k < columns.size(); k++) {
              sum += line[first + k * columns.dilation()];
            }
            y[at++] = sum / Math.max(1, height * widths[column]);
          }
        }
      }
      binding.output().store(channel * y.length, y, 0, y.length);
    }
  }

  @Override
  public void backward() {
    if (binding.inputGradient() != null) {
      Parallel.forEachRange(threads, planes.count(), planes.grain(), this::backward);
    }
  }

  private void backward(long from, long to) {
    Tensor inputGradient = binding.inputGradient();
    Axis columns = planes.columns();
    int[] widths = widths();
    double[] dx = new double[planes.inputCount()];
    double[] dy = new double[planes.outputCount()];
    double[] line = new double[columns.padded()];
    for (long channel = from; channel < to; channel++) {
      binding.outputGradient().load(channel * dy.length, dy, 0, dy.length);
      Arrays.fill(dx, 0);
      int at = 0;
      for (int plane = 0; plane < planes.depth().output(); plane++) {
        for (int row = 0; row < planes.rows().output(); row++) {
          Arrays.fill(line, 0);
          int height = height(plane, row);
          for (int column = 0; column < columns.output(); column++) {
            double each = dy[at++] / Math.max(1, height * widths[column]);
            int first = column * columns.stride();
            for (int k = 0; k < columns.size(); k++) {
              line[first + k * columns.dilation()] += each;
            }
          }
          addRows(dx, plane, row, line, false);
        }
      }
      inputGradient.store(channel * dx.length, dx, 0, dx.length);
    }
  }
}
