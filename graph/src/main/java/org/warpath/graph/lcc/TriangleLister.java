package org.warpath.graph.lcc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Lists the triangles of a {@link ForwardGraph} and credits each corner with the arcs between the
 * other two. One a thread.
 */
final class TriangleLister {
  private final long[] offsets;
  private final MemorySegment entries;
  private final AtomicLongArray arcsAmongNeighbours;
  // By rank: 1 + the position in the current row, 0 if not in it.
  private final int[] positionOf;
  // By position in the current row.
  private int[] arcs = new int[64];
  private long[] credits = new long[64];

  TriangleLister(ForwardGraph graph, AtomicLongArray arcsAmongNeighbours) {
    offsets = graph.offsets();
    entries = graph.entries();
    this.arcsAmongNeighbours = arcsAmongNeighbours;
    positionOf = new int[graph.rankOf().length];
  }

  /** Lists the triangles whose highest rank is in {@code from … to−1}. */
  void list(int from, int to) {
    for (int rank = from; rank < to; rank++) {
      int length = (int) (offsets[rank + 1] - offsets[rank]);
      if (length >= 2) {
        mark(rank, length);
        long own = 0;
        for (int i = 0; i < length; i++) {
          own += close(entries.getAtIndex(JAVA_INT, offsets[rank] + i) >>> 1, i);
        }
        credit(rank, own);
        unmark(rank, length);
      }
    }
  }

  private void mark(int rank, int length) {
    if (length > arcs.length) {
      arcs = new int[2 * length];
      credits = new long[2 * length];
    }
    for (int i = 0; i < length; i++) {
      int entry = entries.getAtIndex(JAVA_INT, offsets[rank] + i);
      positionOf[entry >>> 1] = i + 1;
      arcs[i] = (entry & 1) + 1;
    }
  }

  /**
   * The triangles over the current rank, its neighbour {@code u} at {@code position}, and any w.
   */
  private long close(int u, int position) {
    MemorySegment entries = this.entries;
    int[] positionOf = this.positionOf;
    int[] arcs = this.arcs;
    long[] credits = this.credits;
    int arcsToU = arcs[position];
    long own = 0;
    long credit = 0;
    long end = offsets[u + 1];
    for (long e = offsets[u]; e < end; e++) {
      int entry = entries.getAtIndex(JAVA_INT, e);
      int found = positionOf[entry >>> 1];
      if (found != 0) {
        own += (entry & 1) + 1;
        credit += arcs[found - 1];
        credits[found - 1] += arcsToU;
      }
    }
    credits[position] += credit;
    return own;
  }

  /** One atomic addition an edge rather than three a triangle. */
  private void unmark(int rank, int length) {
    for (int i = 0; i < length; i++) {
      int other = entries.getAtIndex(JAVA_INT, offsets[rank] + i) >>> 1;
      positionOf[other] = 0;
      credit(other, credits[i]);
      credits[i] = 0;
    }
  }

  private void credit(int rank, long count) {
    if (count > 0) {
      arcsAmongNeighbours.getAndAdd(rank, count);
    }
  }
}
