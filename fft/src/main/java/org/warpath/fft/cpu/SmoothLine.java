package org.warpath.fft.cpu;

import org.warpath.kernels.Parallel;

/**
 * The transform of one line of n = n₁·n₂·n₃ elements in three rounds of {@link RowFft} (Bailey's
 * way, 1990, once more cut). With the input's index j = (j₁·n₂ + j₂)·n₃ + j₃ and the output's k =
 * (k₃·n₂ + k₂)·n₁ + k₁:
 *
 * <ol>
 *   <li>over j₁, on tiles of neighbouring (j₂, j₃), which fit the second-level cache; each result
 *       turned by w_n^(k₁·(j₂n₃ + j₃)) and put into row (j₂, j₃) of the working memory;
 *   <li>over j₂, on rows of all k₁, turned by w^(k₂·j₃) with w = exp(−2πi/n₂n₃);
 *   <li>over j₃, on the same rows; row k₃ is a run of n₁ results.
 * </ol>
 *
 * <p>n₂ is 1 and the second round left out where two rounds suffice. The cut depends on n only, so
 * results are bit-identical for every thread count.
 */
final class SmoothLine implements LineTransform {
  /** Lanes of a tile: long enough for vector loops, short enough for n₁ rows to fit the cache. */
  private static final int TILE = 128;

  /** Below it, starting threads costs more than they save. */
  private static final int PARALLEL_SIZE = 1 << 15;

  /** Above it, two rounds' tiles would outgrow the second-level cache. */
  private static final int TWO_ROUNDS = 1 << 16;

  private final int n;
  private final int n1;
  private final int n2;
  private final int n3;
  private final int tileLanes;
  private final RowTransform first;
  private final RowTransform second;
  private final RowTransform third;
  private final Rows laneTwiddles; // w_n^(k₁·l): [k₁][l < tileLanes]
  private final double[][] tileTwiddles; // w_n^(k₁·t·tileLanes): [tile t][k₁], interleaved
  private final double[][] middleTwiddles; // [j₃][k₂], interleaved
  private final Pool<Rows> lines;
  private final Pool<Work> firsts;
  private final Pool<Work> seconds;
  private final Pool<Work> thirds;

  /** What a task of a round works with. */
  private record Work(Rows rows, Rows spare) {}

  /** For n whose prime factors are at most {@link Factors#LARGEST_PRIME}. */
  SmoothLine(int n) {
    this.n = n;
    if (n <= TWO_ROUNDS) {
      n1 = Factors.divisorNear(n, Math.sqrt(n));
      n2 = 1;
    } else {
      n1 = Factors.divisorNear(n, Math.max(256, Math.cbrt(n)));
      n2 = Factors.divisorNear(n / n1, Math.sqrt((double) n / n1));
    }
    n3 = n / n1 / n2;
    int columns = n2 * n3;
    tileLanes = Math.min(TILE, columns);
    first = new RowFft(n1);
    second = new RowFft(n2);
    third = new RowFft(n3);
    laneTwiddles = new Rows(n1, tileLanes);
    double[] w = new double[2];
    for (int k1 = 0; k1 < n1; k1++) {
      for (int lane = 0; lane < tileLanes; lane++) {
        Twiddles.put(w, 0, (long) k1 * lane, n);
        laneTwiddles.re[k1][lane] = w[0];
        laneTwiddles.im[k1][lane] = w[1];
      }
    }
    tileTwiddles = new double[Parallel.tasks(columns, tileLanes)][2 * n1];
    for (int tile = 0; tile < tileTwiddles.length; tile++) {
      for (int k1 = 0; k1 < n1; k1++) {
        Twiddles.put(tileTwiddles[tile], 2 * k1, (long) k1 * tile * tileLanes, n);
      }
    }
    middleTwiddles = new double[n3][2 * n2];
    for (int j3 = 0; j3 < n3; j3++) {
      for (int k2 = 0; k2 < n2; k2++) {
        Twiddles.put(middleTwiddles[j3], 2 * k2, (long) k2 * j3, columns);
      }
    }
    lines = new Pool<>(() -> new Rows(columns, n1));
    firsts = new Pool<>(() -> new Work(new Rows(n1, tileLanes), first.spare(tileLanes)));
    seconds = new Pool<>(() -> new Work(new Rows(n2), second.spare(n1)));
    thirds = new Pool<>(() -> new Work(new Rows(n3), third.spare(n1)));
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public void transform(LineSource from, LineSink to, int threads) {
    int team = n < PARALLEL_SIZE ? 1 : threads;
    Rows line = lines.take();
    Parallel.forEach(team, tileTwiddles.length, tile -> firstRound(from, tile, line));
    if (n2 > 1) {
      Parallel.forEach(team, n3, j3 -> secondRound(j3, line));
    }
    Parallel.forEach(team, n2, k2 -> thirdRound(k2, line, to));
    lines.give(line);
  }

  private void firstRound(LineSource from, int tile, Rows line) {
    int columns = n2 * n3;
    int column = tile * tileLanes;
    int lanes = Math.min(tileLanes, columns - column);
    Work work = firsts.take();
    Rows rows = work.rows;
    for (int j1 = 0; j1 < n1; j1++) {
      from.load(j1 * columns + column, lanes, rows.re[j1], rows.im[j1]);
    }
    first.transform(rows, lanes, work.spare);
    double[] w = tileTwiddles[tile];
    for (int k1 = 1; k1 < n1; k1++) {
      Butterflies.scaleByRow(
          rows.re[k1],
          rows.im[k1],
          laneTwiddles.re[k1],
          laneTwiddles.im[k1],
          lanes,
          w[2 * k1],
          w[2 * k1 + 1]);
    }
    Transposition.transpose(rows.re, n1, lanes, line.re, column);
    Transposition.transpose(rows.im, n1, lanes, line.im, column);
    firsts.give(work);
  }

  private void secondRound(int j3, Rows line) {
    Work work = seconds.take();
    Rows rows = work.rows;
    for (int j2 = 0; j2 < n2; j2++) {
      rows.re[j2] = line.re[j2 * n3 + j3];
      rows.im[j2] = line.im[j2 * n3 + j3];
    }
    second.transform(rows, n1, work.spare);
    for (int k2 = 0; k2 < n2; k2++) {
      if (k2 > 0 && j3 > 0) {
        Butterflies.scale(rows.re, rows.im, k2, n1, middleTwiddles[j3], 2 * k2);
      }
      line.re[k2 * n3 + j3] = rows.re[k2];
      line.im[k2 * n3 + j3] = rows.im[k2];
    }
    seconds.give(work);
  }

  private void thirdRound(int k2, Rows line, LineSink to) {
    Work work = thirds.take();
    Rows rows = work.rows;
    System.arraycopy(line.re, k2 * n3, rows.re, 0, n3);
    System.arraycopy(line.im, k2 * n3, rows.im, 0, n3);
    third.transform(rows, n1, work.spare);
    for (int k3 = 0; k3 < n3; k3++) {
      to.store((k3 * n2 + k2) * n1, n1, rows.re[k3], rows.im[k3]);
    }
    // The small transforms may have exchanged rows for spare ones.
    System.arraycopy(rows.re, 0, line.re, k2 * n3, n3);
    System.arraycopy(rows.im, 0, line.im, k2 * n3, n3);
    thirds.give(work);
  }
}
