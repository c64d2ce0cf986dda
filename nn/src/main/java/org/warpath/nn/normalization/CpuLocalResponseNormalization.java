package org.warpath.nn.normalization;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link LocalResponseNormalization}: a task takes some neighbouring places of all channels of one
 * example, so that each element is read once.
 */
final class CpuLocalResponseNormalization implements Step {
  private static final int PLACES = 128;

  private final Binding<Tensor> binding;
  private final LocalResponseNormalization layer;
  private final int threads;
  private final int examples;
  private final int channels;
  private final int length;
  private final int parts;

  CpuLocalResponseNormalization(
      Binding<Tensor> binding, LocalResponseNormalization layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    Shape input = binding.input().shape();
    examples = input.size(0);
    channels = input.size(1);
    length = Math.toIntExact(input.count(2, input.rank()));
    parts = Math.ceilDiv(length, PLACES);
  }

  /** Places of all channels: element (channel, i) is at channel · count + i. */
  private final class Tile {
    private final long first;
    private final int count;

    Tile(int task) {
      int start = task % parts * PLACES;
      first = (long) (task / parts) * channels * length + start;
      count = Math.min(PLACES, length - start);
    }

    double[] zeros() {
      return new double[channels * count];
    }

    double[] load(Tensor tensor) {
      double[] elements = zeros();
      for (int channel = 0; channel < channels; channel++) {
        tensor.load(first + (long) channel * length, elements, channel * count, count);
      }
      return elements;
    }

    void store(Tensor tensor, double[] elements) {
      for (int channel = 0; channel < channels; channel++) {
        tensor.store(first + (long) channel * length, elements, channel * count, count);
      }
    }

    /** to += factor · the sums of {@code from} over the channels before and behind. */
    void addSums(double[] from, double factor, int before, int behind, double[] to) {
      for (int channel = 0; channel < channels; channel++) {
        int target = channel * count;
        int last = Math.min(channels - 1, channel + behind);
        for (int other = Math.max(0, channel - before); other <= last; other++) {
          int source = other * count;
          for (int i = 0; i < count; i++) {
            to[target + i] += factor * from[source + i];
          }
        }
      }
    }

    /** bias + alpha / size · Σ x². */
    double[] bases(double[] x) {
      double[] squares = zeros();
      for (int i = 0; i < x.length; i++) {
        squares[i] = x[i] * x[i];
      }
      double[] bases = zeros();
      Arrays.fill(bases, layer.bias());
      addSums(squares, layer.alpha() / layer.size(), layer.before(), layer.behind(), bases);
      return bases;
    }
  }

  // x ← x / base^beta
  private void divide(double[] x, double[] bases) {
    if (layer.beta() == 0.75) {
      for (int i = 0; i < x.length; i++) {
        double root = Math.sqrt(bases[i]);
        x[i] /= root * Math.sqrt(root);
      }
    } else {
      for (int i = 0; i < x.length; i++) {
        x[i] *= Math.pow(bases[i], -layer.beta());
      }
    }
  }

  @Override
  public void forward(Mode mode) {
    Parallel.forEach(
        threads,
        examples * parts,
        task -> {
          Tile tile = new Tile(task);
          double[] x = tile.load(binding.input());
          divide(x, tile.bases(x));
          tile.store(binding.output(), x);
        });
  }

  @Override
  public void backward() {
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      Parallel.forEach(threads, examples * parts, task -> backward(task, inputGradient));
    }
  }

  // dx_c = dy_c / base_c^beta − 2 · alpha · beta / size · x_c · Σ dy_j · y_j / base_j, over the
  // channels j whose sums have c in them.
  private void backward(int task, Tensor inputGradient) {
    Tile tile = new Tile(task);
    double[] x = tile.load(binding.input());
    double[] dy = tile.load(binding.outputGradient());
    double[] bases = tile.bases(x);
    divide(dy, bases);
    double[] terms = tile.zeros();
    for (int i = 0; i < terms.length; i++) {
      terms[i] = dy[i] * x[i] / bases[i];
    }
    double[] sums = tile.zeros();
    double factor = -2 * layer.alpha() * layer.beta() / layer.size();
    tile.addSums(terms, factor, layer.behind(), layer.before(), sums);
    for (int i = 0; i < x.length; i++) {
      dy[i] += x[i] * sums[i];
    }
    tile.store(inputGradient, dy);
  }
}
