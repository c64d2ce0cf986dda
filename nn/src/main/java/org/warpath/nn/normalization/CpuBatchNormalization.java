package org.warpath.nn.normalization;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link BatchNormalization}, a channel a task. Mean and squared deviations are found piece by
 * piece and joined (Chan, Golub and LeVeque 1979), so that a channel is read from memory once for
 * both and nothing cancels.
 */
final class CpuBatchNormalization implements Step {
  private final Binding<Tensor> binding;
  private final BatchNormalization layer;
  private final Channels channels;
  private final int threads;
  private final double[] means;
  private final double[] inverses;

  CpuBatchNormalization(Binding<Tensor> binding, BatchNormalization layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    channels = new Channels(binding.input().shape());
    means = new double[channels.count()];
    inverses = new double[channels.count()];
  }

  private Tensor statistic(int index) {
    return binding.parameters().get(binding.parameters().size() - 2 + index);
  }

  private double scale(int channel) {
    return layer.hasScale() ? binding.parameters().getFirst().get(channel) : 1;
  }

  private double bias(int channel) {
    return layer.hasScale() ? binding.parameters().get(1).get(channel) : 0;
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEach(threads, channels.count(), channel -> forward(mode, channel));
  }

  private void forward(Mode mode, int channel) {
    double[] x = channels.buffer();
    if (layer.source().isBatch(mode) && channels.elements() > 0) {
      measure(mode, channel, x);
    } else {
      means[channel] = statistic(0).get(channel);
      inverses[channel] = inverse(statistic(1).get(channel));
    }
    for (int output = 1; output < binding.outputs().size(); output++) {
      binding.outputs().get(output).set(channel, statistic(output - 1).get(channel));
    }
    double mean = means[channel];
    double factor = inverses[channel] * scale(channel);
    double bias = bias(channel);
    for (int piece = 0; piece < channels.pieces(); piece++) {
      int count = channels.load(binding.input(), channel, piece, x);
      for (int i = 0; i < count; i++) {
        x[i] = (x[i] - mean) * factor + bias;
      }
      channels.store(binding.output(), channel, piece, x);
    }
  }

  private double inverse(double variance) {
    return 1 / Math.sqrt(variance + layer.epsilon());
  }

  // Of differences from the first piece's mean, so that nothing cancels far from 0.
  private void measure(Mode mode, int channel, double[] x) {
    double[] sums = channels.buffer();
    double[] squares = channels.buffer();
    double about = 0;
    for (int piece = 0; piece < channels.pieces(); piece++) {
      int count = channels.load(binding.input(), channel, piece, x);
      if (piece == 0) {
        about = Sums.of(x, count) / count;
      }
      for (int i = 0; i < count; i++) {
        double difference = x[i] - about;
        sums[i] += difference;
        squares[i] += difference * difference;
      }
    }
    double shift = Sums.of(sums, sums.length) / channels.elements();
    double mean = about + shift;
    double square = Sums.of(squares, squares.length) / channels.elements();
    double variance = Math.max(0, square - shift * shift);
    means[channel] = mean;
    inverses[channel] = inverse(variance);
    blend(statistic(0), layer.kept(mode), channel, mean);
    blend(statistic(1), layer.kept(mode), channel, variance);
  }

  private static void blend(Tensor statistic, double kept, int channel, double found) {
    statistic.set(channel, kept * statistic.get(channel) + (1 - kept) * found);
  }

  @Override
  public void backward() {
    Parallel.forEach(threads, channels.count(), this::backward);
  }

  private void backward(int channel) {
    double[] x = channels.buffer();
    double[] dy = channels.buffer();
    double mean = means[channel];
    double inverse = inverses[channel];
    double[] sums = channels.buffer();
    double[] parts = channels.buffer();
    for (int piece = 0; piece < channels.pieces(); piece++) {
      int count = channels.load(binding.input(), channel, piece, x);
      channels.load(binding.outputGradient(), channel, piece, dy);
      for (int i = 0; i < count; i++) {
        sums[i] += dy[i];
        parts[i] += (x[i] - mean) * dy[i];
      }
    }
    double sum = Sums.of(sums, sums.length);
    double products = Sums.of(parts, parts.length);
    if (layer.hasScale()) {
      add(binding.parameterGradient(0), channel, products * inverse);
      add(binding.parameterGradient(1), channel, sum);
    }
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient == null) {
      return;
    }
    // dx = factor · dy + slope · (x − mean) + constant
    double factor = inverse * scale(channel);
    double slope = 0;
    double constant = 0;
    if (layer.source().isBatch(Mode.TRAINING)) {
      double part = (1 - layer.kept(Mode.TRAINING)) / channels.elements();
      slope =
          2 * part * statisticGradient(2, channel)
              - factor * inverse * inverse * products / channels.elements();
      constant = part * statisticGradient(1, channel) - factor * sum / channels.elements();
    }
    for (int piece = 0; piece < channels.pieces(); piece++) {
      int count = channels.load(binding.input(), channel, piece, x);
      channels.load(binding.outputGradient(), channel, piece, dy);
      for (int i = 0; i < count; i++) {
        dy[i] = factor * dy[i] + slope * (x[i] - mean) + constant;
      }
      channels.store(inputGradient, channel, piece, dy);
    }
  }

  private double statisticGradient(int output, int channel) {
    @Nullable Tensor gradient =
        output < binding.outputs().size() ? binding.outputGradients().get(output) : null;
    return gradient == null ? 0 : gradient.get(channel);
  }

  private static void add(Tensor gradient, int channel, double part) {
    gradient.set(channel, gradient.get(channel) + part);
  }
}
