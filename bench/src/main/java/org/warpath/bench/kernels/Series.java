package org.warpath.bench.kernels;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A kernel's times.
 *
 * @param name kernel and size
 * @param unit what work is counted in
 * @param work what one operation does
 * @param milliseconds an operation's mean in each of JMH's iterations, round by round; every round
 *     is a process of its own
 */
record Series(String name, WorkUnit unit, double work, double[][] milliseconds) {

  Series {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(milliseconds, "milliseconds");
    boolean complete =
        milliseconds.length > 0 && Arrays.stream(milliseconds).allMatch(Series::isMeasured);
    if (!complete) {
      throw new IllegalArgumentException(
          "\"%s\" needs rounds of positive milliseconds".formatted(name));
    }
  }

  private static boolean isMeasured(double[] round) {
    return round != null
        && round.length > 0
        && Arrays.stream(round).allMatch(x -> x > 0 && x < Double.POSITIVE_INFINITY);
  }

  /** Each round's median. */
  double[] rounds() {
    return Arrays.stream(milliseconds)
        .mapToDouble(round -> StatUtils.percentile(round, 50))
        .toArray();
  }

  /** The median of the rounds'. */
  double median() {
    return StatUtils.percentile(rounds(), 50);
  }

  /** With the rounds of {@code later}, of the same kernel, after these. */
  Series plus(Series later) {
    double[][] all =
        Stream.of(milliseconds, later.milliseconds)
            .flatMap(Arrays::stream)
            .toArray(double[][]::new);
    return new Series(name, unit, work, all);
  }
}
