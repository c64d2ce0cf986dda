package org.warpath.bench.kernels;

/**
 * How Mann and Whitney's statistic U is distributed if two samples are of one distribution,
 * whichever it is: of all pairs of one number from each sample, U are those whose first is the
 * greater. Exact: by the recurrence of "On a test of whether one of two random variables is
 * stochastically larger than the other", 1947, in m² n² steps.
 */
final class RankSum {
  /** Numbers in a sample at most. */
  static final int MOST = 100;

  private RankSum() {}

  /**
   * The greatest u with P(U ≤ u) + P(U ≥ m n − u) ≤ {@code alpha}, or −1 if there is none.
   *
   * @param m numbers in one sample, in [1, {@link #MOST}]
   * @param n numbers in the other, likewise
   */
  static int critical(int m, int n, double alpha) {
    double[] chances = chances(m, n);
    double sum = 0;
    int u = 0;
    while (u < chances.length && 2 * (sum + chances[u]) <= alpha) {
      sum += chances[u];
      u++;
    }
    return u - 1;
  }

  /** P(U = u) for u from 0 to m n. */
  private static double[] chances(int m, int n) {
    requireSize(m);
    requireSize(n);
    double[][] row = new double[n + 1][];
    for (int i = 0; i <= m; i++) {
      double[][] above = row;
      row = new double[n + 1][];
      for (int j = 0; j <= n; j++) {
        row[j] = i == 0 || j == 0 ? new double[] {1} : step(above[j], row[j - 1], i, j);
      }
    }
    return row[n];
  }

  /** The greatest of all is one of the i, greater than all j, or one of the j. */
  private static double[] step(double[] fewerFirst, double[] fewerSecond, int i, int j) {
    double[] chances = new double[i * j + 1];
    for (int u = 0; u < chances.length; u++) {
      double first = u >= j ? fewerFirst[u - j] * i : 0;
      double second = u < fewerSecond.length ? fewerSecond[u] * j : 0;
      chances[u] = (first + second) / (i + j);
    }
    return chances;
  }

  private static void requireSize(int size) {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException(
          "a series must have 1 to %d rounds, had %d".formatted(MOST, size));
    }
  }
}
