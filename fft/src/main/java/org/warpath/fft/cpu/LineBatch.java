package org.warpath.fft.cpu;

import java.util.function.LongFunction;
import org.warpath.kernels.Parallel;

/**
 * Transforms many lines of one length: short ones side by side, as lanes of a {@link RowTransform};
 * long ones or few, one after another.
 */
final class LineBatch {
  /** Elements of a tile: its rows, real and imaginary, fit the second-level cache. */
  static final int TILE_ELEMENTS = 1 << 15;

  private static final int LONGEST_SHORT = 1024;
  private static final int FEWEST_LANES = 8;
  private static final int MOST_LANES = 512;

  private final int n;
  private final long count;
  private final int lanes;
  private final RowTransform rows; // for short lines, else
  private final LineTransform line;
  private final Pool<Tile> tiles;

  LineBatch(int n, long count) {
    this.n = n;
    this.count = count;
    boolean sideBySide = n <= LONGEST_SHORT && count >= FEWEST_LANES;
    lanes = sideBySide ? (int) Math.min(count, lanes(n)) : 0;
    rows = sideBySide ? RowTransform.of(n) : new RowFft(1);
    line = sideBySide ? new SmoothLine(1) : LineTransform.of(n);
    tiles = new Pool<>(() -> new Tile(new Rows(lanes, n), new Rows(n, lanes), rows.spare(lanes)));
  }

  private record Tile(Rows lines, Rows rows, Rows spare) {}

  /** How many transforms of n elements to do side by side. */
  static int lanes(int n) {
    return Math.clamp(TILE_ELEMENTS / n, FEWEST_LANES, MOST_LANES);
  }

  /**
   * @param from line i's source, by number
   * @param to line i's sink, which may be the same memory
   */
  void transform(LongFunction<LineSource> from, LongFunction<LineSink> to, int threads) {
    if (lanes > 0) {
      Parallel.forEach(threads, Parallel.tasks(count, lanes), task -> sideBySide(task, from, to));
    } else if (count >= 4L * threads) {
      Parallel.forEach(
          threads, Math.toIntExact(count), i -> line.transform(from.apply(i), to.apply(i), 1));
    } else {
      for (long i = 0; i < count; i++) {
        line.transform(from.apply(i), to.apply(i), threads);
      }
    }
  }

  private void sideBySide(int task, LongFunction<LineSource> from, LongFunction<LineSink> to) {
    Tile tile = tiles.take();
    Rows lines = tile.lines;
    long first = (long) task * lanes;
    int here = (int) Math.min(lanes, count - first);
    for (int i = 0; i < here; i++) {
      from.apply(first + i).load(0, n, lines.re[i], lines.im[i]);
    }
    Transposition.transpose(lines.re, here, n, tile.rows.re, 0);
    Transposition.transpose(lines.im, here, n, tile.rows.im, 0);
    rows.transform(tile.rows, here, tile.spare);
    Transposition.transpose(tile.rows.re, n, here, lines.re, 0);
    Transposition.transpose(tile.rows.im, n, here, lines.im, 0);
    for (int i = 0; i < here; i++) {
      to.apply(first + i).store(0, n, lines.re[i], lines.im[i]);
    }
    tiles.give(tile);
  }
}
