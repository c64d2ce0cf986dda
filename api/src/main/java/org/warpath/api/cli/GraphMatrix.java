package org.warpath.api.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Comparator;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.sparse.Csr;

/** A graph's adjacency as a matrix of its own, rows and columns in the order of vertices. */
final class GraphMatrix {
  private GraphMatrix() {}

  /** A copy, as the graph stores its vertices in another order and may be closed. */
  static Csr of(Graph graph) {
    Csr stored = graph.out();
    VertexOrder order = graph.order();
    Arena arena = Arena.ofAuto();
    int n = stored.rowCount();
    long entries = stored.entryCount();
    MemorySegment offsets = arena.allocate(ValueLayout.JAVA_LONG, n + 1L);
    MemorySegment columns = arena.allocate(entries * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment values =
        stored.hasValues() ? arena.allocate(entries * Float.BYTES, Csr.ALIGNMENT) : null;
    long next = 0;
    for (int vertex = 0; vertex < n; vertex++) {
      offsets.setAtIndex(ValueLayout.JAVA_LONG, vertex, next);
      int row = order.stored(vertex);
      for (Entry entry : row(stored, order, row)) {
        columns.setAtIndex(ValueLayout.JAVA_INT, next, entry.column());
        if (values != null) {
          values.setAtIndex(ValueLayout.JAVA_FLOAT, next, entry.value());
        }
        next++;
      }
    }
    offsets.setAtIndex(ValueLayout.JAVA_LONG, n, next);
    return new Csr(n, n, offsets, columns, values, ElementType.FLOAT32);
  }

  private record Entry(int column, float value) {}

  private static Entry[] row(Csr stored, VertexOrder order, int row) {
    Entry[] entries = new Entry[Math.toIntExact(stored.rowLength(row))];
    long start = stored.rowStart(row);
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new Entry(order.vertex(stored.column(start + i)), stored.value(start + i));
    }
    Arrays.sort(entries, Comparator.comparingInt(Entry::column));
    return entries;
  }
}
