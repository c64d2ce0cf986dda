package org.warpath.graph.triangles;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One thread's view of the triangles at each rank: hubs, which all threads hit all the time, are
 * counted here and added up once; the others are added to the common counts at once.
 */
final class CornerCounts {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] hubs;
  private final long[] common;

  /**
   * Counts all at 0.
   *
   * @param common int64[n] by rank, shared by all threads
   */
  CornerCounts(int hubCount, long[] common) {
    this.hubs = new long[hubCount];
    this.common = common;
  }

  void add(int rank, long triangles) {
    if (rank < hubs.length) {
      hubs[rank] += triangles;
    } else if (triangles > 0) {
      LONGS.getAndAdd(common, rank, triangles);
    }
  }

  /** Adds the hubs to the common counts. */
  void flush() {
    for (int rank = 0; rank < hubs.length; rank++) {
      LONGS.getAndAdd(common, rank, hubs[rank]);
    }
  }
}
