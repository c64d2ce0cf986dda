package org.warpath.graph.lcc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.sparse.Csr;

/**
 * Walks the neighbours of a vertex in ascending order, each once and never the vertex itself, with
 * the number of arcs (1 or 2) that join it: the out-row and the in-row, both sorted, are merged.
 */
final class NeighbourCursor {
  private final Csr out;
  private final @Nullable Csr in;
  private final MemorySegment outColumns;
  private final MemorySegment inColumns;
  private int vertex;
  private long outNext;
  private long outEnd;
  private long inNext;
  private long inEnd;
  private int neighbour;
  private int arcs;

  /** A cursor over a graph; {@code in} is null if it is symmetric. */
  NeighbourCursor(Csr out, @Nullable Csr in) {
    this.out = out;
    this.in = in;
    outColumns = out.columnIndices();
    inColumns = in == null ? outColumns : in.columnIndices();
  }

  /** Goes before the first neighbour of {@code vertex}. */
  void moveTo(int vertex) {
    this.vertex = vertex;
    outNext = out.rowStart(vertex);
    outEnd = out.rowStart(vertex + 1);
    if (in != null) {
      inNext = in.rowStart(vertex);
      inEnd = in.rowStart(vertex + 1);
    }
  }

  /** Goes to the next neighbour; false if there is none. */
  boolean next() {
    while (outNext < outEnd || inNext < inEnd) {
      int byOut = outNext < outEnd ? outColumns.getAtIndex(JAVA_INT, outNext) : Integer.MAX_VALUE;
      int byIn = inNext < inEnd ? inColumns.getAtIndex(JAVA_INT, inNext) : Integer.MAX_VALUE;
      neighbour = Math.min(byOut, byIn);
      arcs = byOut == byIn || in == null ? 2 : 1;
      while (outNext < outEnd && outColumns.getAtIndex(JAVA_INT, outNext) == neighbour) {
        outNext++;
      }
      while (inNext < inEnd && inColumns.getAtIndex(JAVA_INT, inNext) == neighbour) {
        inNext++;
      }
      if (neighbour != vertex) {
        return true;
      }
    }
    return false;
  }

  /** Where the cursor stands. */
  int neighbour() {
    return neighbour;
  }

  /** How many of the two possible arcs join it to the vertex; both in a symmetric graph. */
  int arcs() {
    return arcs;
  }
}
