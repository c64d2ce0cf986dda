package org.warpath.bench.kernels;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One kernel's times in two results.
 *
 * <p>The interval is Mann and Whitney's test turned round: it holds every factor by which the old
 * rounds' times can be multiplied without the test telling them from the new ones. Why this, and
 * exactly: iterations of one process share its luck with memory and compiler, so only whole rounds
 * are independent, and there are five or so. Of so few, a bootstrap's intervals are too narrow, and
 * the normal approximation, the only one of Commons Math's test, is none; ranks are exact whatever
 * the noise is like, and one round ten times as slow says no more than one just the slowest.
 *
 * @param name kernel and size
 * @param before the old median, milliseconds
 * @param after the new one
 * @param low the interval's least ratio of new to old; 0 if there are too few rounds for one
 * @param high its greatest; ∞ if there are too few
 * @param verdict what to make of it
 */
record Comparison(
    String name, double before, double after, double low, double high, Verdict verdict) {
  /** The interval misses the true ratio with this chance at most. */
  static final double ALPHA = 0.01;

  /** What a comparison found. */
  enum Verdict {
    /** Beyond noise and the threshold. */
    SLOWER("SLOWER"),
    /** Beyond both. */
    FASTER("faster"),
    /** Neither. */
    SAME("same within noise"),
    /** Beyond noise, but not the threshold. */
    NEAR("differs by less than the threshold"),
    /** So few rounds that nothing could be beyond noise. */
    UNDECIDED("undecided: too few rounds");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Compares.
   *
   * @param threshold the least difference that matters, as a fraction of the old time
   */
  static Comparison of(Series old, Series now, double threshold) {
    double[] olds = old.rounds();
    double[] news = now.rounds();
    double ratio = StatUtils.percentile(news, 50) / StatUtils.percentile(olds, 50);
    int outside = RankSum.critical(olds.length, news.length, ALPHA);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    Verdict verdict = Verdict.UNDECIDED;
    if (outside >= 0) {
      double[] ratios = ratios(olds, news);
      low = ratios[outside];
      high = ratios[ratios.length - 1 - outside];
      verdict = verdict(ratio, low, high, threshold);
    }
    return new Comparison(old.name(), old.median(), now.median(), low, high, verdict);
  }

  private static Verdict verdict(double ratio, double low, double high, double threshold) {
    if (low <= 1 && high >= 1) {
      return Verdict.SAME;
    }
    if (low > 1) {
      return ratio > 1 + threshold ? Verdict.SLOWER : Verdict.NEAR;
    }
    return ratio < 1 / (1 + threshold) ? Verdict.FASTER : Verdict.NEAR;
  }

  /** Of every new round to every old one, ascending. */
  private static double[] ratios(double[] olds, double[] news) {
    return Arrays.stream(news)
        .flatMap(now -> Arrays.stream(olds).map(old -> now / old))
        .sorted()
        .toArray();
  }

  double ratio() {
    return after / before;
  }
}
