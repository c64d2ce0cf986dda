package org.warpath.linalg.io;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.sparse.Csr;

/** Entries with coordinates, in any order. */
final class MarketEntries {
  private final boolean valued;
  private final DoubleList values = new DoubleList();
  private long[] places = new long[64];
  private int size;

  /**
   * @param valued whether entries have values
   */
  MarketEntries(boolean valued) {
    this.valued = valued;
  }

  boolean isFull() {
    return size == DoubleList.LONGEST;
  }

  void add(int row, int column, double value) {
    if (size == places.length) {
      places = Arrays.copyOf(places, (int) Math.min(DoubleList.LONGEST, 2L * size));
    }
    places[size++] = ((long) row << 32) | column;
    if (valued) {
      values.add(value);
    }
  }

  private int row(int entry) {
    return (int) (places[entry] >> 32);
  }

  private int column(int entry) {
    return (int) places[entry];
  }

  /** Sorted by row, then column; parallel entries stay in their order. Linear time. */
  Csr toCsr(int rows, int columns) {
    int[] byColumn = new int[size];
    int[] firstOfColumn = new int[columns + 1];
    for (int e = 0; e < size; e++) {
      firstOfColumn[column(e) + 1]++;
    }
    for (int column = 0; column < columns; column++) {
      firstOfColumn[column + 1] += firstOfColumn[column];
    }
    for (int e = 0; e < size; e++) {
      byColumn[firstOfColumn[column(e)]++] = e;
    }

    Arena arena = Arena.ofAuto();
    MemorySegment offsets = arena.allocate((rows + 1L) * Long.BYTES, Csr.ALIGNMENT);
    int[] next = new int[rows + 1];
    for (int e = 0; e < size; e++) {
      next[row(e) + 1]++;
    }
    for (int row = 0; row < rows; row++) {
      next[row + 1] += next[row];
      offsets.setAtIndex(JAVA_LONG, row + 1L, next[row + 1]);
    }
    MemorySegment indices = arena.allocate((long) size * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment numbers =
        valued ? arena.allocate((long) size * Double.BYTES, Csr.ALIGNMENT) : null;
    for (int e : byColumn) {
      int place = next[row(e)]++;
      indices.setAtIndex(JAVA_INT, place, column(e));
      if (numbers != null) {
        numbers.setAtIndex(JAVA_DOUBLE, place, values.get(e));
      }
    }
    return new Csr(rows, columns, offsets, indices, numbers, ElementType.FLOAT64);
  }
}
