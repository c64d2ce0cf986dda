package org.warpath.linalg.sparse;

/**
 * Cuts the rows of a matrix into about a thousand ranges of a power of two: the first step of a
 * counting sort whose second step, inside one range, stays in a cache. Entries are counted by
 * bucket, piece of the input by piece; {@link #start} then gives every piece the places at which it
 * writes its entries, so that pieces can be written at once and the result does not depend on how
 * many are.
 *
 * @param rowCount rows, at least 0
 * @param shift a row's bucket is {@code row >>> shift}
 */
public record RowBuckets(int rowCount, int shift) {
  private static final int BUCKET_BITS = 10;

  /** The buckets of a matrix with {@code rowCount} rows. */
  public static RowBuckets of(int rowCount) {
    int rowBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, rowCount - 1));
    return new RowBuckets(rowCount, Math.max(0, rowBits - BUCKET_BITS));
  }

  /** How many buckets there are, at most 1024; none without rows. */
  public int count() {
    return (int) ((rowCount + (1L << shift) - 1) >>> shift);
  }

  /** The first row of {@code bucket}; one past the last row for {@link #count}. */
  public int firstRow(int bucket) {
    return (int) Math.min(rowCount, (long) bucket << shift);
  }

  /**
   * Turns how many entries each piece has for each bucket into the place of its first one: buckets
   * one after another, pieces in order within.
   *
   * @param counts {@code counts[piece][bucket]}; overwritten with the places
   * @return where each bucket begins, and the number of entries: {@code count() + 1} places
   */
  public long[] start(long[][] counts) {
    int buckets = count();
    long[] start = new long[buckets + 1];
    long place = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      start[bucket] = place;
      for (long[] count : counts) {
        long length = count[bucket];
        count[bucket] = place;
        place += length;
      }
    }
    start[buckets] = place;
    return start;
  }
}
