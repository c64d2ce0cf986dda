package org.warpath.fft.cpu;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;

/** Complex transforms along one axis of a row-major array [outer][n][inner]. */
final class AxisTransform {
  private static final int FEWEST_LANES = 16;
  private static final int MOST_ROWS = 1 << 16;

  private final int n;
  private final long inner;
  private final long outer;
  private final int lanes;
  private final @Nullable RowTransform rows; // where neighbours across the axis make lanes, else
  private final @Nullable LineBatch lines;
  private final Pool<Tile> tiles;

  AxisTransform(long outer, int n, long inner) {
    this.n = n;
    this.inner = inner;
    this.outer = outer;
    if (inner >= FEWEST_LANES && n <= MOST_ROWS) {
      RowTransform transform = RowTransform.of(n);
      rows = transform;
      lines = null;
      lanes = (int) Math.min(inner, Math.max(FEWEST_LANES, LineBatch.lanes(n)));
      tiles = new Pool<>(() -> new Tile(new Rows(n, lanes), transform.spare(lanes)));
    } else {
      rows = null;
      lines = new LineBatch(n, outer * inner);
      lanes = 1;
      tiles = new Pool<>(() -> new Tile(new Rows(0), new Rows(0)));
    }
  }

  private record Tile(Rows rows, Rows spare) {}

  /** Transforms; {@code to} may be {@code from}. */
  void transform(Samples from, Samples to, boolean inverse, double scale, int threads) {
    LineBatch batch = lines;
    RowTransform transform = rows;
    if (batch != null) {
      batch.transform(
          i -> new ComplexLine(from, first(i), inner, inverse, 1),
          i -> new ComplexLine(to, first(i), inner, inverse, scale),
          threads);
    } else if (transform != null) {
      int tasksEach = Parallel.tasks(inner, lanes);
      Parallel.forEach(
          threads,
          Math.toIntExact(outer * tasksEach),
          task -> {
            long block = task / tasksEach;
            long lane = (long) (task % tasksEach) * lanes;
            int here = (int) Math.min(lanes, inner - lane);
            tile(transform, from, to, block * n * inner + lane, here, inverse, scale);
          });
    }
  }

  // Where line i begins.
  private long first(long i) {
    return i / inner * n * inner + i % inner;
  }

  private void tile(
      RowTransform transform,
      Samples from,
      Samples to,
      long at,
      int here,
      boolean inverse,
      double scale) {
    Tile tile = tiles.take();
    Rows x = tile.rows;
    for (int j = 0; j < n; j++) {
      from.readComplex(at + j * inner, here, x.re[j], x.im[j]);
    }
    if (inverse) {
      x.swapParts();
    }
    transform.transform(x, here, tile.spare);
    if (inverse) {
      x.swapParts();
    }
    for (int k = 0; k < n; k++) {
      to.writeComplex(at + k * inner, here, x.re[k], x.im[k], scale);
    }
    tiles.give(tile);
  }
}
