package org.warpath.nn.normalization;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link LayerNormalization} row by row; gradients of scale and bias column by column, each in the
 * order of the rows.
 */
final class CpuLayerNormalization implements Step {
  private static final int TASK = 1 << 15;
  private static final int COLUMNS = 256;

  private final Binding<Tensor> binding;
  private final LayerNormalization layer;
  private final int threads;
  private final int rows;
  private final int length;
  private final double[] means;
  private final double[] inverses;

  CpuLayerNormalization(Binding<Tensor> binding, LayerNormalization layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    Shape input = binding.input().shape();
    length = Math.toIntExact(layer.normalised(input).count());
    rows = length == 0 ? 0 : Math.toIntExact(input.count() / length);
    means = new double[rows];
    inverses = new double[rows];
  }

  private void forEachRows(Parallel.RangeBody body) {
    Parallel.forEachRange(threads, rows, Math.max(1, TASK / Math.max(1, length)), body);
  }

  private double @Nullable [] parameter(int index) {
    if (!layer.hasScale()) {
      return null;
    }
    double[] values = new double[length];
    binding.parameters().get(index).load(0, values, 0, length);
    return values;
  }

  @Override
  public void forward(Mode mode) {
    double[] scale = parameter(0);
    double[] bias = parameter(1);
    forEachRows((from, to) -> {
      double[] x = new double[length];
      for (int row = (int) from; row < to; row++) {
        long place = (long) row * length;
        binding.input().load(place, x, 0, length);
        double mean = Sums.of(x, length) / length;
        double variance = Sums.ofSquares(x, mean, length) / length;
        double inverse = 1 / Math.sqrt(variance + layer.epsilon());
        means[row] = mean;
        inverses[row] = inverse;
        for (int i = 0; i < length; i++) {
          x[i] = (x[i] - mean) * inverse;
        }
        if (scale != null && bias != null) {
          for (int i = 0; i < length; i++) {
            x[i] = x[i] * scale[i] + bias[i];
          }
        }
        binding.output().store(place, x, 0, length);
      }
    });
  }

  @Override
  public void backward() {
    if (layer.hasScale()) {
      Parallel.forEachRange(threads, length, COLUMNS, this::parameterGradients);
    }
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      double[] scale = parameter(0);
      forEachRows((from, to) -> inputGradients(from, to, scale, inputGradient));
    }
  }

  private void inputGradients(long from, long to, double @Nullable [] scale, Tensor inputGradient) {
    double[] x = new double[length];
    double[] g = new double[length];
    for (int row = (int) from; row < to; row++) {
      long place = (long) row * length;
      double mean = means[row];
      double inverse = inverses[row];
      binding.input().load(place, x, 0, length);
      binding.outputGradient().load(place, g, 0, length);
      if (scale != null) {
        for (int i = 0; i < length; i++) {
          g[i] *= scale[i];
        }
      }
      // dx = (g − ḡ − x̂ · mean of g·x̂) · inverse, where x̂ = (x − mean) · inverse
      double constant = Sums.of(g, length) / length;
      double slope = Sums.ofProducts(x, mean, g, length) / length * inverse * inverse;
      for (int i = 0; i < length; i++) {
        g[i] = (g[i] - constant - (x[i] - mean) * slope) * inverse;
      }
      inputGradient.store(place, g, 0, length);
    }
  }

  private void parameterGradients(long from, long to) {
    int count = (int) (to - from);
    double[] x = new double[count];
    double[] dy = new double[count];
    double[] scale = new double[count];
    double[] bias = new double[count];
    for (int row = 0; row < rows; row++) {
      long place = (long) row * length + from;
      binding.input().load(place, x, 0, count);
      binding.outputGradient().load(place, dy, 0, count);
      for (int i = 0; i < count; i++) {
        scale[i] += dy[i] * (x[i] - means[row]) * inverses[row];
        bias[i] += dy[i];
      }
    }
    add(binding.parameterGradient(0), from, scale, x);
    add(binding.parameterGradient(1), from, bias, x);
  }

  private static void add(Tensor gradient, long from, double[] part, double[] buffer) {
    gradient.load(from, buffer, 0, part.length);
    Arrays.setAll(buffer, i -> buffer[i] + part[i]);
    gradient.store(from, buffer, 0, part.length);
  }
}
