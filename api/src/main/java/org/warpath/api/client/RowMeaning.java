package org.warpath.api.client;

/** What a value of a stream means. */
@FunctionalInterface
interface RowMeaning {
  /** Null stays NaN. */
  RowMeaning AS_TOLD = (vertex, told) -> told;

  /** Null is an infinite distance. */
  RowMeaning DISTANCE = (vertex, told) -> Double.isNaN(told) ? Double.POSITIVE_INFINITY : told;

  /** What {@code told}, NaN for null, means of {@code vertex}. */
  double of(int vertex, double told);

  /** Null is infinitely wide at the source, infinitely narrow elsewhere. */
  static RowMeaning width(int source) {
    return (vertex, told) -> {
      if (!Double.isNaN(told)) {
        return told;
      }
      return vertex == source ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    };
  }
}
