package org.warpath.linalg.solve;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which eigenvalues are wanted. */
public enum Spectrum {
  /** The largest: nearest to +∞. */
  LARGEST,
  /** The smallest: nearest to −∞. */
  SMALLEST,
  /** From both ends in turns, the largest first. */
  BOTH_ENDS,
  /** Those of the largest magnitude. */
  LARGEST_MAGNITUDE,
  /**
   * Those of the smallest magnitude. If the operator has eigenvalues of both signs these lie inside
   * the spectrum, where Lanczos finds them late or not at all.
   */
  SMALLEST_MAGNITUDE;

  /** The places of {@code ascending} values, the most wanted first. */
  int[] order(double[] ascending) {
    int n = ascending.length;
    return switch (this) {
      case SMALLEST -> IntStream.range(0, n).toArray();
      case LARGEST -> IntStream.range(0, n).map(i -> n - 1 - i).toArray();
      case BOTH_ENDS ->
          IntStream.range(0, n).map(i -> i % 2 == 0 ? n - 1 - i / 2 : i / 2).toArray();
      case LARGEST_MAGNITUDE -> byMagnitude(ascending, -1);
      case SMALLEST_MAGNITUDE -> byMagnitude(ascending, 1);
    };
  }

  private static int[] byMagnitude(double[] values, int sign) {
    Integer[] places = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(places, Comparator.comparingDouble(i -> sign * Math.abs(values[i])));
    return Arrays.stream(places).mapToInt(Integer::intValue).toArray();
  }
}
