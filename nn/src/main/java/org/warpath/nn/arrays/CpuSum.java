package org.warpath.nn.arrays;

import java.util.Arrays;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Tensor;

/** Sums over some dimensions, in float64 and an order that is the shapes' alone. */
final class CpuSum {
  private final Nest kept;
  private final Nest folded;
  private final int threads;

  CpuSum(Fold fold, int threads) {
    kept = fold.kept();
    folded = fold.folded();
    this.threads = threads;
  }

  /** result ← factor · the sums of {@code whole}. */
  void apply(Tensor whole, double factor, Tensor result) {
    boolean isInner = folded.step(0) == 1 && folded.inner() > 1;
    kept.forEach(
        threads,
        2,
        (buffers, place, starts, count) -> {
          double[] sums = buffers[0];
          if (isInner) {
            for (int i = 0; i < count; i++) {
              sums[i] = sum(whole, starts[0] + i * kept.step(0), buffers[1]);
            }
          } else {
            Arrays.fill(sums, 0, count, 0);
            addLines(whole, starts[0], sums, buffers[1], count);
          }
          for (int i = 0; i < count; i++) {
            sums[i] *= factor;
          }
          Blocks.store(sums, result, place, count);
        });
  }

  // One element of the result: its elements side by side.
  private double sum(Tensor whole, long start, double[] buffer) {
    double sum = 0;
    for (long row = 0; row < folded.rows(); row++) {
      long from = start + folded.start(0, row);
      for (int done = 0; done < folded.inner(); done += Blocks.SIZE) {
        int count = Math.min(Blocks.SIZE, folded.inner() - done);
        Blocks.load(whole, from + done, buffer, count);
        sum += sum(buffer, count);
      }
    }
    return sum;
  }

  // Four sums side by side, as one waits for each addition.
  private static double sum(double[] x, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < count; i++) {
      a += x[i];
    }
    return a + b + (c + d);
  }

  // Neighbouring elements of the result at once.
  private void addLines(Tensor whole, long start, double[] sums, double[] buffer, int count) {
    for (long row = 0; row < folded.rows(); row++) {
      long from = start + folded.start(0, row);
      for (int j = 0; j < folded.inner(); j++) {
        Strided.load(whole, from + j * folded.step(0), kept.step(0), buffer, count);
        for (int i = 0; i < count; i++) {
          sums[i] += buffer[i];
        }
      }
    }
  }
}
