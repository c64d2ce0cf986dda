package org.warpath.nn.spatial;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link AffineGrid}, an example a task, row by row: along a row only x changes. */
final class CpuAffineGrid implements Step {
  private final Binding<Tensor> binding;
  private final AffineGrid layer;
  private final int threads;
  private final int rank;
  private final int rows;
  private final double[] xs;

  CpuAffineGrid(Binding<Tensor> binding, AffineGrid layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    rank = layer.rank();
    rows = Math.multiplyExact(layer.size(0), layer.size(1));
    xs = new double[layer.size(2)];
    Arrays.setAll(xs, i -> layer.coordinate(i, xs.length));
  }

  private int examples() {
    return binding.output().shape().size(0);
  }

  private int entries() {
    return rank * (rank + 1);
  }

  private long place(int example, int row) {
    return ((long) example * rows + row) * xs.length * rank;
  }

  // What a row's places have in common, from entry 1 on: (y, 1) or (y, z, 1).
  private double[] base(int row) {
    double y = layer.coordinate(row % layer.size(1), layer.size(1));
    if (rank == 2) {
      return new double[] {0, y, 1};
    }
    return new double[] {0, y, layer.coordinate(row / layer.size(1), layer.size(0)), 1};
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEach(threads, examples(), this::forward);
  }

  private void forward(int example) {
    double[] theta = new double[entries()];
    double[] places = new double[xs.length * rank];
    binding.input().load((long) example * theta.length, theta, 0, theta.length);
    for (int row = 0; row < rows; row++) {
      double[] base = base(row);
      for (int i = 0; i < rank; i++) {
        double fixed = 0;
        for (int j = 1; j <= rank; j++) {
          fixed += theta[i * (rank + 1) + j] * base[j];
        }
        for (int k = 0; k < xs.length; k++) {
          places[k * rank + i] = theta[i * (rank + 1)] * xs[k] + fixed;
        }
      }
      binding.output().store(place(example, row), places, 0, places.length);
    }
  }

  @Override
  public void backward() {
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      Parallel.forEach(threads, examples(), example -> backward(example, inputGradient));
    }
  }

  private void backward(int example, Tensor inputGradient) {
    double[] theta = new double[entries()];
    double[] places = new double[xs.length * rank];
    for (int row = 0; row < rows; row++) {
      double[] base = base(row);
      binding.outputGradient().load(place(example, row), places, 0, places.length);
      for (int i = 0; i < rank; i++) {
        double sum = 0;
        double products = 0;
        for (int k = 0; k < xs.length; k++) {
          sum += places[k * rank + i];
          products += places[k * rank + i] * xs[k];
        }
        theta[i * (rank + 1)] += products;
        for (int j = 1; j <= rank; j++) {
          theta[i * (rank + 1) + j] += sum * base[j];
        }
      }
    }
    inputGradient.store((long) example * theta.length, theta, 0, theta.length);
  }
}
