package org.warpath.nn.spatial;

import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link AffineGrid}, an example a task. */
final class CpuAffineGrid implements Step {
  private final Binding<Tensor> binding;
  private final AffineGrid layer;
  private final int threads;
  private final int rank;
  private final int points;

  CpuAffineGrid(Binding<Tensor> binding, AffineGrid layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    rank = layer.rank();
    points = Math.toIntExact((long) layer.size(0) * layer.size(1) * layer.size(2));
  }

  private int examples() {
    return binding.output().shape().size(0);
  }

  private int entries() {
    return rank * (rank + 1);
  }

  // base ← (x, y, 1) or (x, y, z, 1)
  private void base(int point, double[] base) {
    int width = layer.size(2);
    int height = layer.size(1);
    base[0] = layer.coordinate(point % width, width);
    base[1] = layer.coordinate(point / width % height, height);
    if (rank == 3) {
      base[2] = layer.coordinate(point / width / height, layer.size(0));
    }
    base[rank] = 1;
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEach(threads, examples(), this::forward);
  }

  private void forward(int example) {
    double[] theta = new double[entries()];
    double[] base = new double[rank + 1];
    double[] at = new double[rank];
    binding.input().load((long) example * theta.length, theta, 0, theta.length);
    for (int point = 0; point < points; point++) {
      base(point, base);
      for (int i = 0; i < rank; i++) {
        double sum = 0;
        for (int j = 0; j <= rank; j++) {
          sum += theta[i * (rank + 1) + j] * base[j];
        }
        at[i] = sum;
      }
      binding.output().store(((long) example * points + point) * rank, at, 0, rank);
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
    double[] base = new double[rank + 1];
    double[] at = new double[rank];
    for (int point = 0; point < points; point++) {
      base(point, base);
      binding.outputGradient().load(((long) example * points + point) * rank, at, 0, rank);
      for (int i = 0; i < rank; i++) {
        for (int j = 0; j <= rank; j++) {
          theta[i * (rank + 1) + j] += at[i] * base[j];
        }
      }
    }
    inputGradient.store((long) example * theta.length, theta, 0, theta.length);
  }
}
