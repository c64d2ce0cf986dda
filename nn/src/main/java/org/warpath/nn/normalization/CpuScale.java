package org.warpath.nn.normalization;

import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Scale}, a channel a task. */
final class CpuScale implements Step {
  private final Binding<Tensor> binding;
  private final Channels channels;
  private final int threads;

  CpuScale(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    channels = new Channels(binding.input().shape());
  }

  private boolean hasBias() {
    return binding.parameters().size() == 2;
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEach(
        threads,
        channels.count(),
        channel -> {
          double[] x = channels.buffer();
          double scale = binding.parameters().getFirst().get(channel);
          double bias = hasBias() ? binding.parameters().get(1).get(channel) : 0;
          for (int piece = 0; piece < channels.pieces(); piece++) {
            int count = channels.load(binding.input(), channel, piece, x);
            for (int i = 0; i < count; i++) {
              x[i] = x[i] * scale + bias;
            }
            channels.store(binding.output(), channel, piece, x);
          }
        });
  }

  @Override
  public void backward() {
    Parallel.forEach(threads, channels.count(), this::backward);
  }

  private void backward(int channel) {
    Tensor inputGradient = binding.inputGradient();
    double[] x = channels.buffer();
    double[] dy = channels.buffer();
    double scale = binding.parameters().getFirst().get(channel);
    double[] sums = channels.buffer();
    double[] products = channels.buffer();
    for (int piece = 0; piece < channels.pieces(); piece++) {
      int count = channels.load(binding.input(), channel, piece, x);
      channels.load(binding.outputGradient(), channel, piece, dy);
      for (int i = 0; i < count; i++) {
        sums[i] += dy[i];
        products[i] += x[i] * dy[i];
      }
      if (inputGradient != null) {
        for (int i = 0; i < count; i++) {
          dy[i] *= scale;
        }
        channels.store(inputGradient, channel, piece, dy);
      }
    }
    add(binding.parameterGradient(0), channel, Sums.of(products, products.length));
    if (hasBias()) {
      add(binding.parameterGradient(1), channel, Sums.of(sums, sums.length));
    }
  }

  private static void add(Tensor gradient, int channel, double part) {
    gradient.set(channel, gradient.get(channel) + part);
  }
}
