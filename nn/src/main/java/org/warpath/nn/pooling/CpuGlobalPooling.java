package org.warpath.nn.pooling;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link GlobalPooling}, several channels a task. */
final class CpuGlobalPooling implements Step {
  private static final int TASK = 1 << 15;

  private final Binding<Tensor> binding;
  private final boolean isMax;
  private final int length;
  private final int threads;

  CpuGlobalPooling(Binding<Tensor> binding, GlobalPooling layer, int threads) {
    this.binding = binding;
    this.threads = threads;
    isMax = layer == GlobalPooling.MAX;
    length = GlobalPooling.length(binding.input().shape());
  }

  private void forEachChannels(Parallel.RangeBody body) {
    long channels = binding.output().shape().count();
    Parallel.forEachRange(threads, channels, Math.max(1, TASK / length), body);
  }

  @Override
  public void forward(Mode mode) {
    forEachChannels((from, to) -> {
      double[] x = new double[length];
      for (long channel = from; channel < to; channel++) {
        binding.input().load(channel * length, x, 0, length);
        binding.output().set(channel, isMax ? x[largest(x)] : sum(x) / length);
      }
    });
  }

  // Four sums side by side, as one would wait for each addition before the next.
  private static double sum(double[] x) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i];
    }
    return (a + b) + (c + d);
  }

  private static int largest(double[] x) {
    int place = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i])) {
        return i;
      }
      if (x[i] > x[place]) {
        place = i;
      }
    }
    return place;
  }

  @Override
  public void backward() {
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient == null) {
      return;
    }
    forEachChannels((from, to) -> {
      double[] x = new double[length];
      double[] dx = new double[length];
      for (long channel = from; channel < to; channel++) {
        double dy = binding.outputGradient().get(channel);
        if (isMax) {
          binding.input().load(channel * length, x, 0, length);
          Arrays.fill(dx, 0);
          dx[largest(x)] = dy;
        } else {
          Arrays.fill(dx, dy / length);
        }
        inputGradient.store(channel * length, dx, 0, length);
      }
    });
  }
}
