package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrAssembly;

/**
 * A·B by Gustavson's algorithm (Two fast algorithms for sparse matrices, 1978): a row of the result
 * is the sum of the rows of B that the row of A names, in the order in which it does, gathered in a
 * hash table of columns no larger than twice what the row can have.
 */
final class CpuSpgemm {

  private CpuSpgemm() {}

  static Csr multiply(Csr a, Csr b, SegmentAllocator allocator, int threads) {
    return CsrAssembly.assemble(
        b.columnCount(),
        a.type(),
        true,
        bounds(a, b),
        allocator,
        threads,
        (from, to) -> new Rows(a, b));
  }

  // Rows are cut by the products they take, of which entries of A say little.
  private static int[] bounds(Csr a, Csr b) {
    long[] work = new long[a.rowCount() + 1];
    for (int row = 0; row < a.rowCount(); row++) {
      work[row + 1] = work[row] + 1 + products(a, b, row);
    }
    int[] bounds = new int[CsrAssembly.TASKS + 1];
    for (int task = 1; task <= CsrAssembly.TASKS; task++) {
      long target = (long) ((double) work[a.rowCount()] * task / CsrAssembly.TASKS);
      int found = Arrays.binarySearch(work, bounds[task - 1], work.length, target);
      bounds[task] = Math.min(a.rowCount(), found < 0 ? -found - 1 : found);
    }
    bounds[CsrAssembly.TASKS] = a.rowCount();
    return bounds;
  }

  private static long products(Csr a, Csr b, int row) {
    long products = 0;
    for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
      products += b.rowLength(a.column(e));
    }
    return products;
  }

  /** Rows of the product, one at a time, in a table that grows to what the longest needs. */
  private static final class Rows implements CsrAssembly.Rows {
    private static final int EMPTY = -1;
    private static final int SPREAD =
        0x9E3779B9; // 2^32 / golden ratio: Knuth's multiplicative hash

    private final Csr a;
    private final Csr b;
    private int[] keys = new int[0];
    private double[] sums = new double[0];
    private int[] columns = new int[0];
    private int shift;

    Rows(Csr a, Csr b) {
      this.a = a;
      this.b = b;
    }

    @Override
    public long length(int row) {
      return gather(row);
    }

    @Override
    public void write(int row, long place, MemorySegment indices, @Nullable MemorySegment values) {
      int count = gather(row);
      Arrays.sort(columns, 0, count);
      for (int i = 0; i < count; i++) {
        indices.setAtIndex(JAVA_INT, place + i, columns[i]);
        a.type().set(values, place + i, sums[slot(columns[i])]);
      }
    }

    /** Fills the table with the row and {@code columns} with its columns; returns how many. */
    private int gather(int row) {
      clear(Math.min(products(a, b, row), b.columnCount()));
      int count = 0;
      for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
        int middle = a.column(e);
        double factor = a.valueAsDouble(e);
        for (long f = b.rowStart(middle); f < b.rowStart(middle + 1); f++) {
          int column = b.column(f);
          int slot = slot(column);
          if (keys[slot] == EMPTY) {
            keys[slot] = column;
            sums[slot] = 0;
            columns[count++] = column;
          }
          sums[slot] += factor * b.valueAsDouble(f);
        }
      }
      return count;
    }

    private void clear(long longest) {
      int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, 2 * longest - 1));
      if (bits > 30) {
        throw new IllegalArgumentException(
            "spgemm: a row of the product may have " + longest + " entries, at most 2^29 are done");
      }
      int size = 1 << bits;
      if (keys.length < size) {
        keys = new int[size];
        sums = new double[size];
        columns = new int[size / 2];
      }
      shift = Integer.SIZE - bits;
      Arrays.fill(keys, 0, size, EMPTY);
    }

    private int slot(int column) {
      int mask = (int) ((1L << (Integer.SIZE - shift)) - 1);
      int slot = (column * SPREAD) >>> shift;
      while (keys[slot] != EMPTY && keys[slot] != column) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }
  }
}
