package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;

/**
 * A sparse matrix in compressed sparse column form: the rows of its transpose, in the same memory.
 * So {@code new Csc(a)} is Aᵀ of a matrix A in rows, without a copy: a product with it is one with
 * the transpose.
 *
 * @param transpose the transpose in rows
 */
public record Csc(Csr transpose) {

  public Csc {
    Objects.requireNonNull(transpose, "transpose");
  }

  /** {@code matrix} by columns, copied; cost as {@link CsrTranspose#transpose}. */
  public static Csc of(Csr matrix, SegmentAllocator allocator, int threads) {
    return new Csc(CsrTranspose.transpose(matrix, allocator, threads));
  }

  /** This matrix by rows, copied; cost as {@link CsrTranspose#transpose}. */
  public Csr toCsr(SegmentAllocator allocator, int threads) {
    return CsrTranspose.transpose(transpose, allocator, threads);
  }

  /** Rows. */
  public int rowCount() {
    return transpose.columnCount();
  }

  /** Columns. */
  public int columnCount() {
    return transpose.rowCount();
  }

  /** Stored entries. */
  public long entryCount() {
    return transpose.entryCount();
  }

  /** int64[columnCount + 1], ascending from 0 to the entry count. */
  public MemorySegment columnOffsets() {
    return transpose.rowOffsets();
  }

  /** int32[entryCount], ascending in each column. */
  public MemorySegment rowIndices() {
    return transpose.columnIndices();
  }

  /** float32 or float64[entryCount], or null when every entry counts as 1. */
  public @Nullable MemorySegment values() {
    return transpose.values();
  }

  /** What the values are; without values, what they would be. */
  public ElementType type() {
    return transpose.type();
  }

  /** The number of the first entry of {@code column}; for columnCount the entry count. */
  public long columnStart(int column) {
    return transpose.rowStart(column);
  }

  /** The row of {@code entry}. */
  public int row(long entry) {
    return rowIndices().getAtIndex(JAVA_INT, entry);
  }

  /** Rows and columns, such as {@code "3×4"}; for messages. */
  public String shape() {
    return rowCount() + "×" + columnCount();
  }
}
