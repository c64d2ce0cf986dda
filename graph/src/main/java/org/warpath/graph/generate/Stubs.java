package org.warpath.graph.generate;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.linalg.sparse.Csr;

/**
 * Ends of links, numbered vertex after vertex: each has as many as its degree. Takes 8 bytes a
 * vertex, and 4 for an index by which an end's vertex is found in one or two steps.
 */
final class Stubs {
  private final int vertexCount;
  private final MemorySegment starts; // [vertexCount + 1]
  private final int shift;
  private final int[] ownerOfFirst; // of every 2^shift-th end, and the last vertex

  /**
   * Ends of vertices of these degrees.
   *
   * @param arena holds them
   */
  Stubs(int[] degrees, Arena arena) {
    vertexCount = degrees.length;
    starts = arena.allocate((vertexCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
    long sum = 0;
    for (int v = 0; v < vertexCount; v++) {
      starts.setAtIndex(JAVA_LONG, v, sum);
      sum += degrees[v];
    }
    starts.setAtIndex(JAVA_LONG, vertexCount, sum);
    int bits = 0;
    while (sum >> bits > vertexCount) {
      bits++;
    }
    shift = bits;
    ownerOfFirst = new int[Math.toIntExact((sum >> shift) + 2)];
    Arrays.fill(ownerOfFirst, Math.max(0, vertexCount - 1));
    for (int v = vertexCount - 1; v >= 0; v--) {
      long end = start(v + 1);
      if (end > start(v)) {
        // v owns the ends [start, end): of each block that begins there it is the first owner.
        long firstBlock = (start(v) + (1L << shift) - 1) >> shift;
        for (long block = firstBlock; block << shift < end; block++) {
          ownerOfFirst[(int) block] = v;
        }
      }
    }
  }

  long count() {
    return start(vertexCount);
  }

  /** The first end of {@code vertex}; its last is before the first of the next. */
  long start(int vertex) {
    return starts.getAtIndex(JAVA_LONG, vertex);
  }

  /** The vertex whose end {@code stub} is. */
  int owner(long stub) {
    int block = (int) (stub >> shift);
    int low = ownerOfFirst[block];
    int high = ownerOfFirst[block + 1];
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (start(middle) <= stub) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
