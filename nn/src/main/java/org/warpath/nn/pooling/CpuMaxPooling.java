package org.warpath.nn.pooling;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link MaxPooling} channel by channel: rows of the input under a row of windows become one line
 * of maxima, whose windows are the results. Where a maximum lies is searched for only when that is
 * asked for, and backward.
 */
final class CpuMaxPooling implements Step {
  private final Binding<Tensor> binding;
  private final Planes planes;
  private final Indices indices;
  private final int threads;

  CpuMaxPooling(Binding<Tensor> binding, MaxPooling layer, int threads) {
    this.binding = binding;
    this.threads = threads;
    planes = Planes.of(layer.window(), binding.input().shape(), binding.output().shape());
    indices = layer.indices();
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEachRange(threads, planes.count(), planes.grain(), this::forward);
  }

  private void forward(long from, long to) {
    double[] x = new double[planes.inputCount()];
    double[] y = new double[planes.outputCount()];
    double[] line = new double[planes.columns().padded()];
    for (long plane = from; plane < to; plane++) {
      binding.input().load(plane * x.length, x, 0, x.length);
      maxima(x, line, y);
      binding.output().store(plane * y.length, y, 0, y.length);
      if (binding.outputs().size() > 1) {
        locate(x, y);
        count(plane, y);
        binding.outputs().get(1).store(plane * y.length, y, 0, y.length);
      }
    }
  }

  private void maxima(double[] x, double[] line, double[] y) {
    Axis columns = planes.columns();
    int at = 0;
    for (int plane = 0; plane < planes.depth().output(); plane++) {
      for (int row = 0; row < planes.rows().output(); row++) {
        join(x, plane, row, line);
        for (int column = 0; column < columns.output(); column++) {
          int first = column * columns.stride();
          double most = line[first];
          for (int k = 1; k < columns.size(); k++) {
            most = Math.max(most, line[first + k * columns.dilation()]);
          }
          y[at++] = most;
        }
      }
    }
  }

  // line ← the maxima of each column of the rows under a row of windows.
  private void join(double[] x, int plane, int row, double[] line) {
    Axis depth = planes.depth();
    Axis rows = planes.rows();
    int begin = planes.columns().begin();
    int width = planes.columns().input();
    Arrays.fill(line, Double.NEGATIVE_INFINITY);
    for (int i = depth.from(plane); i < depth.to(plane); i++) {
      for (int j = rows.from(row); j < rows.to(row); j++) {
        int from =
            planes.place(
                depth.start(plane) + i * depth.dilation(), rows.start(row) + j * rows.dilation());
        for (int k = 0; k < width; k++) {
          line[begin + k] = Math.max(line[begin + k], x[from + k]);
        }
      }
    }
  }

  // y ← the places in x of the maxima y.
  private void locate(double[] x, double[] y) {
    int at = 0;
    for (int plane = 0; plane < planes.depth().output(); plane++) {
      for (int row = 0; row < planes.rows().output(); row++) {
        for (int column = 0; column < planes.columns().output(); column++) {
          y[at] = place(x, plane, row, column, y[at]);
          at++;
        }
      }
    }
  }

  private int place(double[] x, int plane, int row, int column, double most) {
    Axis depth = planes.depth();
    Axis rows = planes.rows();
    Axis columns = planes.columns();
    int begin = columns.from(column);
    int end = columns.to(column);
    for (int i = depth.from(plane); i < depth.to(plane); i++) {
      for (int j = rows.from(row); j < rows.to(row); j++) {
        int from =
            planes.place(
                    depth.start(plane) + i * depth.dilation(),
                    rows.start(row) + j * rows.dilation())
                + columns.start(column);
        for (int k = begin; k < end; k++) {
          double value = x[from + k * columns.dilation()];
          if (value == most || Double.isNaN(value)) {
            return from + k * columns.dilation();
          }
        }
      }
    }
    return -1;
  }

  // Places in the channel become what the second output counts.
  private void count(long plane, double[] places) {
    double first = indices == Indices.CHANNEL ? 0 : (double) plane * planes.inputCount();
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        places[i] = first + inChannel((int) places[i]);
      }
    }
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
    if (binding.inputGradient() != null) {
      Parallel.forEachRange(threads, planes.count(), planes.grain(), this::backward);
    }
  }

  private void backward(long from, long to) {
    Tensor inputGradient = binding.inputGradient();
    double[] x = new double[planes.inputCount()];
    double[] dx = new double[x.length];
    double[] places = new double[planes.outputCount()];
    double[] dy = new double[places.length];
    for (long plane = from; plane < to; plane++) {
      binding.input().load(plane * x.length, x, 0, x.length);
      binding.output().load(plane * dy.length, places, 0, dy.length);
      binding.outputGradient().load(plane * dy.length, dy, 0, dy.length);
      locate(x, places);
      Arrays.fill(dx, 0);
      for (int i = 0; i < dy.length; i++) {
        if (places[i] >= 0) {
          dx[(int) places[i]] += dy[i];
        }
      }
      inputGradient.store(plane * x.length, dx, 0, x.length);
    }
  }
}
