package org.warpath.linalg.elements;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Sharing;
import org.warpath.linalg.dense.Vector;

/**
 * {@link Reductions} on the processor: each row of each tile is folded, then the tiles' values, in
 * an order that does not depend on the number of threads. Arguments are checked.
 */
final class CpuReductions {
  // Between these, squares neither overflow nor are lost below the smallest float64.
  private static final double SMALLEST_SAFE_SQUARES = 0x1p-900;
  private static final double LARGEST_SAFE_SQUARES = Double.MAX_VALUE;

  private CpuReductions() {}

  static double reduce(Reduction reduction, Matrix a, int threads) {
    Matrix m = Tiles.liesByColumns(a) ? a.transposed() : a;
    long count = (long) a.rows() * a.columns();
    double value = finish(reduction, folded(reduction, m, 1, threads), count);
    return needsScaling(reduction, a.type(), value) ? scaledNorm(m, threads) : value;
  }

  static void reduceRows(Reduction reduction, Matrix a, Vector result, int threads) {
    Folds fold = Folds.of(reduction);
    Tiles tiles = tiles(a);
    int across = tiles.across();
    double[] values = new double[Math.multiplyExact(a.rows(), across)];
    forEachRow(
        reduction,
        a,
        1,
        tiles,
        threads,
        (tile, row, buffer, from, count) ->
            values[row * across + tile % across] = fold.pairwise(buffer, from, count));
    for (int i = 0; i < a.rows(); i++) {
      double value = finish(reduction, fold.pairwise(values, i * across, across), a.columns());
      result.set(
          i,
          needsScaling(reduction, a.type(), value) ? scaledNorm(a.row(i).asRow(), threads) : value);
    }
  }

  private static double finish(Reduction reduction, double folded, long count) {
    return switch (reduction) {
      case MEAN -> folded / count;
      case NORM_2 -> Math.sqrt(folded);
      case NORM_INFINITY -> Math.max(folded, 0);
      case SUM, PRODUCT, MIN, MAX, NORM_1 -> folded;
    };
  }

  private static boolean needsScaling(Reduction reduction, ElementType type, double norm) {
    double squares = norm * norm;
    return reduction == Reduction.NORM_2
        && type == ElementType.FLOAT64
        && (squares < SMALLEST_SAFE_SQUARES || squares > LARGEST_SAFE_SQUARES);
  }

  // By a power of two, which is exact, near the largest magnitude.
  private static double scaledNorm(Matrix a, int threads) {
    double largest =
        finish(Reduction.NORM_INFINITY, folded(Reduction.NORM_INFINITY, a, 1, threads), 1);
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    double scale = Math.scalb(1.0, Math.min(1000, -Math.getExponent(largest)));
    return Math.sqrt(folded(Reduction.NORM_2, a, scale, threads)) / scale;
  }

  private static double folded(Reduction reduction, Matrix a, double scale, int threads) {
    Folds fold = Folds.of(reduction);
    Tiles tiles = tiles(a);
    double[] values = new double[a.isEmpty() ? 0 : tiles.count()];
    tiles.forEach(
        Sharing.threads(threads, a.memory()),
        (from, to) -> {
          double[] buffer = new double[tiles.elements()];
          for (int tile = from; tile < to; tile++) {
            int count = load(reduction, a, scale, tiles, tile, buffer);
            values[tile] = fold.pairwise(buffer, 0, count);
          }
        });
    return fold.pairwise(values, 0, values.length);
  }

  private static int load(
      Reduction reduction, Matrix a, double scale, Tiles tiles, int tile, double[] buffer) {
    Strided.of(a).load(tiles, tile, buffer);
    int count = tiles.rows(tile) * tiles.columns(tile);
    switch (reduction) {
      case NORM_1, NORM_INFINITY -> UnaryLoops.apply(UnaryFunction.ABS, buffer, count);
      case NORM_2 -> {
        for (int i = 0; i < count; i++) {
          double x = buffer[i] * scale;
          buffer[i] = x * x;
        }
      }
      case SUM, MEAN, PRODUCT, MIN, MAX -> {
        // As they are.
      }
    }
    return count;
  }

  /** A row of a tile: {@code count} numbers from {@code from} on. */
  @FunctionalInterface
  private interface TileRow {
    void accept(int tile, int row, double[] buffer, int from, int count);
  }

  private static void forEachRow(
      Reduction reduction, Matrix a, double scale, Tiles tiles, int threads, TileRow body) {
    tiles.forEach(
        Sharing.threads(threads, a.memory()),
        (from, to) -> {
          double[] buffer = new double[tiles.elements()];
          for (int tile = from; tile < to; tile++) {
            load(reduction, a, scale, tiles, tile, buffer);
            int columns = tiles.columns(tile);
            for (int i = 0; i < tiles.rows(tile); i++) {
              body.accept(tile, tiles.firstRow(tile) + i, buffer, i * columns, columns);
            }
          }
        });
  }

  static Tiles tiles(Matrix a) {
    return Tiles.liesByColumns(a)
        ? Tiles.rectangles(a.rows(), a.columns(), 128)
        : Tiles.byRows(a.rows(), a.columns());
  }

  static long indexOf(Extreme extreme, Matrix a, int threads) {
    int[] columns = indexInRows(extreme, a, threads);
    int best = 0;
    for (int i = 1; i < a.rows(); i++) {
      if (isBetter(extreme, a.get(i, columns[i]), a.get(best, columns[best]))) {
        best = i;
      }
    }
    return (long) best * a.columns() + columns[best];
  }

  static int[] indexInRows(Extreme extreme, Matrix a, int threads) {
    Reduction all = extreme == Extreme.MIN ? Reduction.MIN : Reduction.MAX;
    Tiles tiles = tiles(a);
    int across = tiles.across();
    double[] values = new double[Math.multiplyExact(a.rows(), across)];
    int[] indices = new int[values.length];
    forEachRow(
        all,
        a,
        1,
        tiles,
        threads,
        (tile, row, buffer, from, count) -> {
          int best = first(extreme, buffer, from, count);
          int at = row * across + tile % across;
          values[at] = buffer[best];
          indices[at] = tiles.firstColumn(tile) + best - from;
        });
    int[] result = new int[a.rows()];
    for (int i = 0; i < result.length; i++) {
      result[i] = indices[first(extreme, values, i * across, across)];
    }
    return result;
  }

  private static int first(Extreme extreme, double[] x, int from, int count) {
    int best = from;
    for (int i = from + 1; i < from + count; i++) {
      if (isBetter(extreme, x[i], x[best])) {
        best = i;
      }
    }
    return best;
  }

  // A later element replaces an earlier one only if it is beyond it, or the first NaN.
  private static boolean isBetter(Extreme extreme, double later, double earlier) {
    if (Double.isNaN(later)) {
      return !Double.isNaN(earlier);
    }
    return extreme == Extreme.MIN ? later < earlier : later > earlier;
  }
}
