package org.warpath.graph.store;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What must hold in a section beyond its checksum, so that not even a file made in bad faith leads
 * an algorithm astray: offsets ascend, indices are in range, an order is a permutation.
 */
@FunctionalInterface
interface Structure {

  /**
   * The first defect in the bytes {@code from} to {@code to}, multiples of 8 unless at the end;
   * null if there is none. Called by many threads, for parts of one section in any order.
   */
  @Nullable String problem(long from, long to);

  /** int64: ascending from 0 to {@code last}. */
  static Structure offsets(MemorySegment offsets, long last) {
    long end = offsets.byteSize() / Long.BYTES - 1;
    return (from, to) -> {
      long first = from / Long.BYTES;
      long previous = first == 0 ? 0 : offsets.getAtIndex(JAVA_LONG, first - 1);
      long signs = first == 0 ? -Math.abs(offsets.getAtIndex(JAVA_LONG, 0)) : 0;
      for (long i = first; i < to / Long.BYTES; i++) {
        long offset = offsets.getAtIndex(JAVA_LONG, i);
        signs |= (offset - previous) | offset;
        previous = offset;
      }
      if (signs < 0) {
        return "its offsets do not ascend from 0, near entry " + first;
      }
      return to / Long.BYTES > end && previous != last
          ? "its last offset is " + previous + ", expected " + last
          : null;
    };
  }

  /** int64: strictly ascending. */
  static Structure ascending(MemorySegment ids) {
    return (from, to) -> {
      for (long i = Math.max(1, from / Long.BYTES); i < to / Long.BYTES; i++) {
        if (ids.getAtIndex(JAVA_LONG, i) <= ids.getAtIndex(JAVA_LONG, i - 1)) {
          return "entry " + i + " is not above the one before";
        }
      }
      return null;
    };
  }

  /** int32: each in [{@code low}, {@code bound}), where {@code low} is 0 or −1. */
  static Structure indices(MemorySegment indices, int low, int bound) {
    return (from, to) -> {
      int signs = 0;
      for (long i = from / Integer.BYTES; i < to / Integer.BYTES; i++) {
        int index = indices.getAtIndex(JAVA_INT, i);
        // bound − 1 − index cannot overflow while index − low is not negative.
        signs |= (index - low) | (bound - 1 - index);
      }
      return signs < 0
          ? "an entry is not in [" + low + ", " + bound + "), near entry " + from / Integer.BYTES
          : null;
    };
  }

  /** int32[n]: a permutation of 0 … n−1, of which {@code inverse} is the inverse. */
  static Structure inverse(MemorySegment permutation, MemorySegment inverse) {
    int count = (int) (permutation.byteSize() / Integer.BYTES);
    return (from, to) -> {
      for (long i = from / Integer.BYTES; i < to / Integer.BYTES; i++) {
        int image = permutation.getAtIndex(JAVA_INT, i);
        if (image < 0 || image >= count || inverse.getAtIndex(JAVA_INT, image) != i) {
          return "entry "
              + i
              + " is "
              + image
              + ", where the other direction of the order disagrees";
        }
      }
      return null;
    };
  }
}
