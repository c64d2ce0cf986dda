package org.warpath.graph.triangles;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Finds the triangles whose corner of highest rank is a given v: for each u in v's row, the entries
 * w before u that are also in u's row. Used by one thread; it holds v's row twice, as a list and as
 * a bitmap over all ranks.
 */
final class RowTriangles {
  // A bit looked up in the hub matrix misses a cache; words in sequence are counted eight at once.
  private static final int WORDS_A_LOOKUP = 8;

  private final OrientedRows rows;
  private final HubMatrix hubs;
  private final @Nullable CornerCounts corners;
  private final long[] marks;
  private int[] list = new int[1024];

  /**
   * A counter.
   *
   * @param corners takes the count of each corner; null for totals alone
   */
  RowTriangles(OrientedRows rows, HubMatrix hubs, @Nullable CornerCounts corners) {
    this.rows = rows;
    this.hubs = hubs;
    this.corners = corners;
    marks = new long[(rows.count() + Long.SIZE - 1) / Long.SIZE];
  }

  /** The triangles of rows {@code from … to−1}. */
  long count(int from, int to) {
    long triangles = 0;
    for (int v = from; v < to; v++) {
      int length = rows.length(v);
      if (length > 1) {
        load(v, length);
        triangles += corners == null ? count(length) : credit(v, length, corners);
        unload(length);
      }
    }
    return triangles;
  }

  private void load(int v, int length) {
    if (list.length < length) {
      list = new int[Math.max(length, 2 * list.length)];
    }
    MemorySegment.copy(rows.columns(), JAVA_INT, rows.begin(v) * Integer.BYTES, list, 0, length);
    for (int i = 0; i < length; i++) {
      marks[list[i] >>> 6] |= 1L << list[i];
    }
  }

  private void unload(int length) {
    for (int i = 0; i < length; i++) {
      marks[list[i] >>> 6] = 0;
    }
  }

  private long count(int length) {
    long triangles = 0;
    for (int i = 1; i < length; i++) {
      int u = list[i];
      if (u >= hubs.size()) {
        triangles += markedInRow(rows.columns(), rows.begin(u), rows.length(u), marks);
      } else if (i * WORDS_A_LOOKUP < HubMatrix.rowWords(u)) {
        triangles += listedInBits(hubs.words(), HubMatrix.rowStart(u), list, i);
      } else {
        triangles +=
            markedInBits(hubs.words(), HubMatrix.rowStart(u), marks, HubMatrix.rowWords(u));
      }
    }
    return triangles;
  }

  private static long markedInRow(MemorySegment columns, long begin, int length, long[] marks) {
    long found = 0;
    for (long e = begin; e < begin + length; e++) {
      int w = columns.getAtIndex(JAVA_INT, e);
      found += (marks[w >>> 6] >>> w) & 1;
    }
    return found;
  }

  private static long listedInBits(long[] words, int start, int[] list, int count) {
    long found = 0;
    for (int i = 0; i < count; i++) {
      int w = list[i];
      found += (words[start + (w >>> 6)] >>> w) & 1;
    }
    return found;
  }

  private static long markedInBits(long[] words, int start, long[] marks, int count) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += Long.bitCount(words[start + i] & marks[i]);
    }
    return found;
  }

  private long credit(int v, int length, CornerCounts counts) {
    long triangles = 0;
    for (int i = 1; i < length; i++) {
      int u = list[i];
      long found =
          u >= hubs.size()
              ? creditRow(rows.begin(u), rows.length(u), counts)
              : creditBits(HubMatrix.rowStart(u), HubMatrix.rowWords(u), counts);
      counts.add(u, found);
      triangles += found;
    }
    counts.add(v, triangles);
    return triangles;
  }

  private long creditRow(long begin, int length, CornerCounts counts) {
    MemorySegment columns = rows.columns();
    long found = 0;
    for (long e = begin; e < begin + length; e++) {
      int w = columns.getAtIndex(JAVA_INT, e);
      if ((marks[w >>> 6] & (1L << w)) != 0) {
        counts.add(w, 1);
        found++;
      }
    }
    return found;
  }

  private long creditBits(int start, int count, CornerCounts counts) {
    long[] words = hubs.words();
    long found = 0;
    for (int i = 0; i < count; i++) {
      for (long bits = words[start + i] & marks[i]; bits != 0; bits &= bits - 1) {
        counts.add(i * Long.SIZE + Long.numberOfTrailingZeros(bits), 1);
        found++;
      }
    }
    return found;
  }
}
