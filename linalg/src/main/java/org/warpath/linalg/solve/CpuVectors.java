package org.warpath.linalg.solve;

import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/**
 * Vector operations on the processor's threads. Vectors are cut into pieces of {@value #GRAIN}
 * elements whatever the number of threads, and sums of pieces add in order: the same bits for every
 * number of threads. Several operations on one piece, while it is in a near cache, read memory
 * once.
 */
final class CpuVectors {
  static final int GRAIN = 16_384;

  private final VectorLoops loops;
  private final int threads;

  CpuVectors(ElementType type, int threads) {
    loops = VectorLoops.of(type);
    this.threads = threads;
  }

  VectorLoops loops() {
    return loops;
  }

  /** Calls {@code body} for the pieces of {@code length} elements. */
  void forEach(int length, Parallel.RangeBody body) {
    Parallel.forEachRange(threads, length, GRAIN, body);
  }

  /** What a piece adds to each of several sums. */
  @FunctionalInterface
  interface Sums {
    /** Writes the piece's share of sum j to {@code shares[first + j]}. */
    void of(long from, long to, double[] shares, int first);
  }

  /**
   * {@code count} sums over the pieces of {@code length} elements, to {@code sums} from slot on.
   */
  void sum(int length, int count, double[] sums, int slot, Sums body) {
    int pieces = Parallel.tasks(length, GRAIN);
    double[] shares = new double[Math.multiplyExact(pieces, count)];
    Parallel.forEach(
        threads,
        pieces,
        piece -> {
          long from = (long) piece * GRAIN;
          body.of(from, Math.min(length, from + GRAIN), shares, piece * count);
        });
    for (int j = 0; j < count; j++) {
      double sum = 0;
      for (int piece = 0; piece < pieces; piece++) {
        sum += shares[piece * count + j];
      }
      sums[slot + j] = sum;
    }
  }

  /** y ← a·x + y. */
  void axpy(double a, Vector x, Vector y) {
    forEach(y.length(), (from, to) -> loops.axpy(a, x.memory(), y.memory(), from, to));
  }

  /** y ← a·x; they may be the same. */
  void scale(double a, Vector x, Vector y) {
    forEach(y.length(), (from, to) -> loops.scale(a, x.memory(), y.memory(), from, to));
  }

  /** z ← d∘x. */
  void multiply(Vector d, Vector x, Vector z) {
    forEach(z.length(), (from, to) -> loops.multiply(d.memory(), x.memory(), z.memory(), from, to));
  }
}
