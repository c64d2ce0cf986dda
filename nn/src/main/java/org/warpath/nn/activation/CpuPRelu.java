package org.warpath.nn.activation;

import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link PRelu} run by run, whose shares of a slope's gradient are added in their order. */
final class CpuPRelu implements Step {
  private static final long GRAIN = 1 << 15;

  private final Binding<Tensor> binding;
  private final int threads;
  private final int channels;
  private final long run;
  private final long runs;
  private final Tensor shares;

  CpuPRelu(PRelu layer, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    Shape input = binding.input().shape();
    channels = layer.channels(input);
    run = layer.run(input);
    runs = run == 0 ? 0 : input.count() / run;
    Shape each = Shape.of(Math.toIntExact(runs));
    shares = binding.workspace().own(ElementType.FLOAT64, each, binding.name() + ": shares");
  }

  private double slope(long number) {
    return binding.parameters().getFirst().get(number % channels);
  }

  /** A part of a run of one channel. */
  private interface Body {
    void accept(double[][] blocks, long number, long from, int count);
  }

  private void forEachRun(Body body) {
    Parallel.forEachRange(
        threads,
        runs,
        Math.max(1, GRAIN / Math.max(1, run)),
        (first, end) -> {
          double[][] blocks = new double[2][Blocks.SIZE];
          for (long number = first; number < end; number++) {
            for (long done = 0; done < run; done += Blocks.SIZE) {
              int count = (int) Math.min(Blocks.SIZE, run - done);
              body.accept(blocks, number, number * run + done, count);
            }
          }
        });
  }

  @Override
  public void forward(Mode mode) {
    forEachRun((blocks, number, from, count) -> {
      double[] x = blocks[0];
      double slope = slope(number);
      Blocks.load(binding.input(), from, x, count);
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(x[i], 0) + slope * Math.min(x[i], 0);
      }
      Blocks.store(x, binding.output(), from, count);
    });
  }

  @Override
  public void backward() {
    shares.fill(0);
    Tensor dx = binding.inputGradient();
    forEachRun((blocks, number, from, count) -> {
      double[] x = blocks[0];
      double[] d = blocks[1];
      double slope = slope(number);
      Blocks.load(binding.input(), from, x, count);
      Blocks.load(binding.outputGradient(), from, d, count);
      double share = 0;
      for (int i = 0; i < count; i++) {
        share += d[i] * Math.min(x[i], 0);
        // 1 below 0, else 0: a choice would be a branch, of which random signs mislead half.
        double below = -Math.signum(Math.min(x[i], 0));
        d[i] = d[i] * (1 - below) + d[i] * below * slope;
      }
      shares.set(number, shares.get(number) + share);
      if (dx != null) {
        Blocks.store(d, dx, from, count);
      }
    });
    Tensor gradient = binding.parameterGradient(0);
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (long number = channel; number < runs; number += channels) {
        sum += shares.get(number);
      }
      gradient.set(channel, gradient.get(channel) + sum);
    }
  }
}
