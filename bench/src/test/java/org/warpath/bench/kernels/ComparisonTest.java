package org.warpath.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.warpath.bench.kernels.Comparison.Verdict;

class ComparisonTest {
  private static final double THRESHOLD = 0.05;

  /** Rounds that differ by {@code noise}, of iterations that differ by a third of it. */
  private static Series noisy(double milliseconds, double noise, int rounds, Random random) {
    double[][] all = new double[rounds][5];
    for (double[] round : all) {
      double ofRound = milliseconds * Math.exp(noise * random.nextGaussian());
      for (int i = 0; i < round.length; i++) {
        round[i] = ofRound * Math.exp(noise / 3 * random.nextGaussian());
      }
    }
    return new Series("k", WorkUnit.EDGES, 1, all);
  }

  private static Series rounds(double... medians) {
    double[][] all = new double[medians.length][];
    for (int round = 0; round < all.length; round++) {
      all[round] = new double[] {medians[round]};
    }
    return new Series("k", WorkUnit.EDGES, 1, all);
  }

  @Test
  void tenPercentAreSeenInTwoPercentOfNoise() {
    Random random = new Random(1);
    int slower = 0;
    int faster = 0;
    for (int trial = 0; trial < 500; trial++) {
      Series old = noisy(40, 0.02, 5, random);
      Series now = noisy(44, 0.02, 5, random);
      slower += Comparison.of(old, now, THRESHOLD).verdict() == Verdict.SLOWER ? 1 : 0;
      faster += Comparison.of(now, old, THRESHOLD).verdict() == Verdict.FASTER ? 1 : 0;
    }
    assertThat(slower).isEqualTo(faster).isGreaterThan(450);
  }

  /** Ranks of five and five are told apart by chance once in 126 times, and no more often. */
  @Test
  void noiseAloneIsToldFromItselfAsSeldomAsPromised() {
    Random random = new Random(2);
    int trials = 5000;
    int different = 0;
    int slower = 0;
    for (int trial = 0; trial < trials; trial++) {
      double noise = 0.001 + 0.1 * random.nextDouble();
      Series old = noisy(40, noise, 5, random);
      Series now = noisy(40, noise, 5, random);
      different += Comparison.of(old, now, 0).verdict() == Verdict.SAME ? 0 : 1;
      slower += Comparison.of(old, now, THRESHOLD).verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(different / (double) trials).isCloseTo(2.0 / 252, within(0.004));
    assertThat(slower).isLessThanOrEqualTo(different);
  }

  @Test
  void intervalHoldsTheTrueRatioAsOftenAsPromised() {
    Random random = new Random(3);
    int held = 0;
    for (int trial = 0; trial < 2000; trial++) {
      Comparison c =
          Comparison.of(noisy(40, 0.05, 7, random), noisy(50, 0.05, 6, random), THRESHOLD);
      held += c.low() <= 1.25 && 1.25 <= c.high() ? 1 : 0;
    }
    assertThat(held / 2000.0).isBetween(1 - Comparison.ALPHA - 0.005, 1.0);
  }

  @Test
  void equalTimesAreTheSame() {
    Series series = noisy(3, 0.02, 5, new Random(4));
    Comparison c = Comparison.of(series, series, THRESHOLD);
    assertThat(c.verdict()).isEqualTo(Verdict.SAME);
    assertThat(c.ratio()).isEqualTo(1);
    assertThat(c.low()).isLessThan(1);
    assertThat(c.high()).isGreaterThan(1);

    assertThat(Comparison.of(rounds(3, 3, 3, 3, 3), rounds(3, 3, 3, 3, 3), 0).verdict())
        .isEqualTo(Verdict.SAME);
  }

  @Test
  void smallDifferencesDoNotCountHoweverSureTheyAre() {
    Series old = rounds(100, 100.1, 100.2, 100.3, 100.4);
    Series now = rounds(104, 104.1, 104.2, 104.3, 104.4);
    assertThat(Comparison.of(old, now, THRESHOLD).verdict()).isEqualTo(Verdict.NEAR);
    assertThat(Comparison.of(now, old, THRESHOLD).verdict()).isEqualTo(Verdict.NEAR);
    assertThat(Comparison.of(old, now, 0.03).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(Comparison.of(now, old, 0.03).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void intervalIsOfAllPairsOfRounds() {
    Comparison c = Comparison.of(rounds(1, 2, 3, 4, 5), rounds(10, 20, 30, 40, 50), THRESHOLD);
    assertThat(c.low()).isEqualTo(10.0 / 5);
    assertThat(c.high()).isEqualTo(50.0 / 1);
    assertThat(c.ratio()).isEqualTo(10);
    assertThat(c.verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void iterationsOfFewRoundsDoNotCountAsRounds() {
    Series old = noisy(40, 0.001, 4, new Random(5));
    Series now = noisy(80, 0.001, 4, new Random(6));
    Comparison c = Comparison.of(old, now, THRESHOLD);
    assertThat(c.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(c.low()).isZero();
    assertThat(c.high()).isInfinite();
    assertThat(c.ratio()).isCloseTo(2, within(0.02));
  }
}
