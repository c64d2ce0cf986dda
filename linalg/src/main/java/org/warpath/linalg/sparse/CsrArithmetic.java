package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/**
 * Sums and multiples of sparse matrices, entry by entry, on the CPU. Results lie in memory of the
 * given allocator ({@code Arena.ofAuto()} for memory that lives as long as something refers to it)
 * and do not depend on the thread count. Each takes O(rows + entries) time.
 */
public final class CsrArithmetic {
  private static final long GRAIN = 1 << 16;

  private CsrArithmetic() {}

  /**
   * alpha · A + beta · B, with an entry wherever A or B has one, stored zeros included; parallel
   * entries are summed. Formed in float64, rounded once.
   *
   * @throws IllegalArgumentException if shapes or types differ
   */
  public static Csr add(
      double alpha, Csr a, double beta, Csr b, SegmentAllocator allocator, int threads) {
    if (a.rowCount() != b.rowCount() || a.columnCount() != b.columnCount()) {
      throw new IllegalArgumentException(
          "add: A is %s, B is %s: shapes differ".formatted(a.shape(), b.shape()));
    }
    if (a.type() != b.type()) {
      throw new IllegalArgumentException(
          "add: operands must have one type, had " + a.type() + " and " + b.type());
    }
    Csr longer = a.entryCount() < b.entryCount() ? b : a;
    return CsrAssembly.assemble(
        a.columnCount(),
        a.type(),
        true,
        longer.balancedRows(CsrAssembly.TASKS),
        allocator,
        threads,
        (from, to) -> new Sum(alpha, a, beta, b));
  }

  private record Sum(double alpha, Csr a, double beta, Csr b) implements CsrAssembly.Rows {
    @Override
    public long length(int row) {
      return merge(row, 0, null, null);
    }

    @Override
    public void write(int row, long place, MemorySegment columns, @Nullable MemorySegment values) {
      merge(row, place, columns, values);
    }

    private long merge(
        int row, long place, @Nullable MemorySegment columns, @Nullable MemorySegment values) {
      long i = a.rowStart(row);
      long j = b.rowStart(row);
      long aEnd = a.rowStart(row + 1);
      long bEnd = b.rowStart(row + 1);
      long count = 0;
      while (i < aEnd || j < bEnd) {
        int column =
            Math.min(
                i < aEnd ? a.column(i) : Integer.MAX_VALUE,
                j < bEnd ? b.column(j) : Integer.MAX_VALUE);
        double sum = 0;
        for (; i < aEnd && a.column(i) == column; i++) {
          sum += alpha * a.valueAsDouble(i);
        }
        for (; j < bEnd && b.column(j) == column; j++) {
          sum += beta * b.valueAsDouble(j);
        }
        if (columns != null && values != null) {
          columns.setAtIndex(JAVA_INT, place + count, column);
          a.type().set(values, place + count, sum);
        }
        count++;
      }
      return count;
    }
  }

  /** alpha · A; offsets and columns are shared with A. */
  public static Csr scale(double alpha, Csr a, SegmentAllocator allocator, int threads) {
    return map(a, a.type(), value -> alpha * value, allocator, threads);
  }

  /**
   * A with values of {@code type}, float32 or float64, each rounded; offsets and columns are shared
   * with A, and so are the values if they are of that type already.
   */
  public static Csr as(ElementType type, Csr a, SegmentAllocator allocator, int threads) {
    if (type == a.type()) {
      return a;
    }
    if (!a.hasValues()) {
      return new Csr(a.rowCount(), a.columnCount(), a.rowOffsets(), a.columnIndices(), null, type);
    }
    return map(a, type, DoubleUnaryOperator.identity(), allocator, threads);
  }

  private static Csr map(
      Csr a, ElementType type, DoubleUnaryOperator f, SegmentAllocator allocator, int threads) {
    if (type.isHalf()) {
      throw new IllegalArgumentException("values must be float32 or float64, not " + type);
    }
    MemorySegment values = allocator.allocate(a.entryCount() * type.byteSize(), Csr.ALIGNMENT);
    Parallel.forEachRange(
        threads,
        a.entryCount(),
        GRAIN,
        (from, to) -> {
          for (long e = from; e < to; e++) {
            type.set(values, e, f.applyAsDouble(a.valueAsDouble(e)));
          }
        });
    return new Csr(a.rowCount(), a.columnCount(), a.rowOffsets(), a.columnIndices(), values, type);
  }

  /** The diagonal of A, 0 where nothing is stored; parallel entries are summed. */
  public static Vector diagonal(Csr a, SegmentAllocator allocator) {
    int length = Math.min(a.rowCount(), a.columnCount());
    Vector diagonal = Vector.zeros(allocator, a.type(), length);
    for (int row = 0; row < length; row++) {
      double sum = 0;
      for (long e = a.firstAtLeast(row, row); e < a.rowStart(row + 1); e++) {
        if (a.column(e) != row) {
          break;
        }
        sum += a.valueAsDouble(e);
      }
      diagonal.set(row, sum);
    }
    return diagonal;
  }
}
