package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;

/**
 * Makes a matrix row by row in two passes, the first of which finds the length of every row, so
 * that memory is allocated once and rows can be written at once.
 */
public final class CsrAssembly {
  /** Runs of rows that are worked on at once; enough to balance them on any machine. */
  public static final int TASKS = 256;

  private CsrAssembly() {}

  /** What the rows of one task are; used by one thread. */
  public interface Rows {
    /** How many entries {@code row} gets. */
    long length(int row);

    /**
     * Writes the entries of {@code row}, of which there are {@link #length}, ascending by column.
     *
     * @param place the number of the first
     * @param values null in a matrix without values
     */
    void write(int row, long place, MemorySegment columns, @Nullable MemorySegment values);
  }

  /** Gives the rows {@code from … to−1}; called twice for each task, on any thread. */
  @FunctionalInterface
  public interface Task {
    Rows rows(int from, int to);
  }

  /**
   * The matrix, in memory of {@code allocator}.
   *
   * @param valued whether it has values
   * @param bounds the first row of each task, and the row count: {@link Csr#balancedRows}
   */
  public static Csr assemble(
      int columnCount,
      ElementType type,
      boolean valued,
      int[] bounds,
      SegmentAllocator allocator,
      int threads,
      Task task) {
    int tasks = bounds.length - 1;
    int rowCount = bounds[tasks];
    MemorySegment offsets = allocator.allocate((rowCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
    Parallel.forEach(
        threads,
        tasks,
        t -> {
          Rows rows = task.rows(bounds[t], bounds[t + 1]);
          for (int row = bounds[t]; row < bounds[t + 1]; row++) {
            offsets.setAtIndex(JAVA_LONG, row + 1L, rows.length(row));
          }
        });
    long entries = 0;
    offsets.setAtIndex(JAVA_LONG, 0, 0);
    for (long row = 1; row <= rowCount; row++) {
      entries = Math.addExact(entries, offsets.getAtIndex(JAVA_LONG, row));
      offsets.setAtIndex(JAVA_LONG, row, entries);
    }
    MemorySegment columns = allocator.allocate(entries * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment values =
        valued ? allocator.allocate(entries * type.byteSize(), Csr.ALIGNMENT) : null;
    Parallel.forEach(
        threads,
        tasks,
        t -> {
          Rows rows = task.rows(bounds[t], bounds[t + 1]);
          for (int row = bounds[t]; row < bounds[t + 1]; row++) {
            rows.write(row, offsets.getAtIndex(JAVA_LONG, row), columns, values);
          }
        });
    return new Csr(rowCount, columnCount, offsets, columns, values, type);
  }
}
