package org.warpath.nn.normalization;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.Widening;

/**
 * {@link LocalResponseNormalization}: a tile is some neighbouring places of all channels of one
 * example, so that each element is read once, in float64. A channel has an array of its own, so
 * that the loops over it are vectorised.
 */
final class CpuLocalResponseNormalization implements Step {
  /** Elements of a tile that stays in a core's second cache. */
  private static final int TILE = 1 << 15;

  private static final int LEAST_PLACES = 128;
  private static final int LEAST_TASKS = 32;
  private static final int MOST_TILES_A_TASK = 8;

  private final Binding<Tensor> binding;
  private final LocalResponseNormalization layer;
  private final int threads;
  private final int channels;
  private final int length;
  private final int parts;
  private final int places;
  private final long tiles;

  CpuLocalResponseNormalization(
      Binding<Tensor> binding, LocalResponseNormalization layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    Shape input = binding.input().shape();
    channels = input.size(1);
    length = Math.toIntExact(input.count(2, input.rank()));
    parts = Math.ceilDiv(length, Math.max(LEAST_PLACES, TILE / Math.max(1, channels)));
    places = Math.ceilDiv(length, Math.max(1, parts));
    tiles = (long) input.size(0) * parts;
  }

  private double[][] rows() {
    return new double[channels][places];
  }

  /** One tile after the other, in the same memory. */
  private final class Pass {
    private final double[][] x = rows();
    private final double[] bases = new double[places];
    private final Widening widening = new Widening();
    private long first;
    private int count;

    void begin(long tile) {
      int start = (int) (tile % parts) * places;
      first = tile / parts * channels * length + start;
      count = Math.min(places, length - start);
    }

    void load(Tensor tensor, double[][] rows) {
      for (int channel = 0; channel < channels; channel++) {
        widening.load(tensor, first + (long) channel * length, rows[channel], count);
      }
    }

    void store(Tensor tensor, int channel, double[] row) {
      widening.store(row, tensor, first + (long) channel * length, count);
    }

    /** bias + alpha / size · Σ x², of the channels about this. */
    void findBases(int channel) {
      Arrays.fill(bases, 0, count, 0);
      int other = Math.max(0, channel - layer.before());
      int last = Math.min(channels - 1, channel + layer.behind());
      for (; other < last; other += 2) {
        addSquares(x[other], x[other + 1], bases, count);
      }
      if (other == last) {
        addSquares(x[last], bases, count);
      }
      scale(bases, layer.alpha() / layer.size(), layer.bias(), count);
    }

    void forward() {
      load(binding.input(), x);
      double[] y = new double[count];
      for (int channel = 0; channel < channels; channel++) {
        findBases(channel);
        invert(bases, y, count);
        multiply(x[channel], y, count);
        store(binding.output(), channel, y);
      }
    }
  }

  // power ← base^−beta, base ← 1 / base
  private void invert(double[] bases, double[] powers, int count) {
    if (layer.beta() == 0.75) {
      invertByRoots(bases, powers, count);
    } else {
      for (int i = 0; i < count; i++) {
        powers[i] = Math.pow(bases[i], -layer.beta());
        bases[i] = 1 / bases[i];
      }
    }
  }

  private static void invertByRoots(double[] bases, double[] powers, int count) {
    for (int i = 0; i < count; i++) {
      double inverse = 1 / bases[i];
      powers[i] = Math.sqrt(Math.sqrt(bases[i])) * inverse;
      bases[i] = inverse;
    }
  }

  private static void addSquares(double[] x, double[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += x[i] * x[i];
    }
  }

  private static void addSquares(double[] x, double[] y, double[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += x[i] * x[i] + y[i] * y[i];
    }
  }

  private static void add(double[] x, double[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += x[i];
    }
  }

  private static void scale(double[] x, double factor, double summand, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = factor * x[i] + summand;
    }
  }

  private static void multiply(double[] x, double[] product, int count) {
    for (int i = 0; i < count; i++) {
      product[i] *= x[i];
    }
  }

  /** A tile's pass backward: dy · base^−beta, and that · x / base, which others need. */
  private final class Back {
    private final Pass pass = new Pass();
    private final double[][] dy = rows();
    private final double[][] terms = rows();
    private final double[] sum = new double[places];

    // dx_c = dy_c / base_c^beta − 2 · alpha · beta / size · x_c · Σ dy_j · y_j / base_j, over the
    // channels j whose sums have c in them.
    void run(Tensor inputGradient) {
      pass.load(binding.input(), pass.x);
      pass.load(binding.outputGradient(), dy);
      int count = pass.count;
      for (int channel = 0; channel < channels; channel++) {
        pass.findBases(channel);
        invert(pass.bases, sum, count);
        multiply(sum, dy[channel], count);
        multiply(dy[channel], pass.x[channel], pass.bases, terms[channel], count);
      }
      double factor = -2 * layer.alpha() * layer.beta() / layer.size();
      for (int channel = 0; channel < channels; channel++) {
        Arrays.fill(sum, 0, count, 0);
        int last = Math.min(channels - 1, channel + layer.before());
        for (int other = Math.max(0, channel - layer.behind()); other <= last; other++) {
          add(terms[other], sum, count);
        }
        addProduct(factor, pass.x[channel], sum, dy[channel], count);
        pass.store(inputGradient, channel, dy[channel]);
      }
    }
  }

  private static void multiply(double[] a, double[] b, double[] c, double[] product, int count) {
    for (int i = 0; i < count; i++) {
      product[i] = a[i] * b[i] * c[i];
    }
  }

  private static void addProduct(double factor, double[] a, double[] b, double[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += factor * a[i] * b[i];
    }
  }

  private void forEachRange(Parallel.RangeBody body) {
    long grain = Math.clamp(tiles / LEAST_TASKS, 1, MOST_TILES_A_TASK);
    Parallel.forEachRange(threads, tiles, grain, body);
  }

  @Override
  public void forward(Mode mode) {
    forEachRange((from, to) -> {
      Pass pass = new Pass();
      for (long tile = from; tile < to; tile++) {
        pass.begin(tile);
        pass.forward();
      }
    });
  }

  @Override
  public void backward() {
    Tensor inputGradient = binding.inputGradient();
    if (inputGradient == null) {
      return;
    }
    forEachRange((from, to) -> {
      Back back = new Back();
      for (long tile = from; tile < to; tile++) {
        back.pass.begin(tile);
        back.run(inputGradient);
      }
    });
  }
}
