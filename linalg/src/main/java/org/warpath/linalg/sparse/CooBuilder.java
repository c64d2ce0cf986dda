package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;

/**
 * Collects triplets off the heap, as many as memory holds. Used by one thread. Doubling as it
 * grows, it takes up to three times the memory of its triplets: 12 bytes each of float32, 16 of
 * float64, 8 without values.
 */
public final class CooBuilder {
  private static final long FIRST_CAPACITY = 1024;

  private final int rowCount;
  private final int columnCount;
  private final ElementType type;
  private final boolean valued;
  private long count;
  private long capacity = FIRST_CAPACITY;
  private MemorySegment rows;
  private MemorySegment columns;
  private @Nullable MemorySegment values;

  private CooBuilder(int rowCount, int columnCount, ElementType type, boolean valued) {
    if (rowCount < 0 || columnCount < 0) {
      throw new IllegalArgumentException(
          "a matrix has no negative size, was " + rowCount + "×" + columnCount);
    }
    if (type.isHalf()) {
      throw new IllegalArgumentException("values must be float32 or float64, not " + type);
    }
    this.rowCount = rowCount;
    this.columnCount = columnCount;
    this.type = Objects.requireNonNull(type, "type");
    this.valued = valued;
    rows = grown(null, Integer.BYTES);
    columns = grown(null, Integer.BYTES);
    values = valued ? grown(null, type.byteSize()) : null;
  }

  /** For a matrix with values of {@code type}, float32 or float64. */
  public static CooBuilder of(ElementType type, int rowCount, int columnCount) {
    return new CooBuilder(rowCount, columnCount, type, true);
  }

  /** For a matrix without values: every entry counts as 1, a number of {@code type}. */
  public static CooBuilder pattern(ElementType type, int rowCount, int columnCount) {
    return new CooBuilder(rowCount, columnCount, type, false);
  }

  private MemorySegment grown(@Nullable MemorySegment old, int byteSize) {
    // Left to the collector: a builder is short-lived, and so needs no closing.
    MemorySegment segment = Arena.ofAuto().allocate(capacity * byteSize, Csr.ALIGNMENT);
    if (old != null) {
      MemorySegment.copy(old, 0, segment, 0, count * byteSize);
    }
    return segment;
  }

  /**
   * Adds an entry; in a matrix without values, {@code value} must be 1.
   *
   * @throws IllegalArgumentException if it lies outside of the matrix
   */
  public CooBuilder add(int row, int column, double value) {
    if (row < 0 || row >= rowCount || column < 0 || column >= columnCount) {
      throw new IllegalArgumentException(
          "(%d, %d) lies outside of a %d×%d matrix".formatted(row, column, rowCount, columnCount));
    }
    if (!valued && value != 1) {
      throw new IllegalArgumentException(
          "an entry of a matrix without values counts as 1, was " + value);
    }
    if (count == capacity) {
      capacity *= 2;
      rows = grown(rows, Integer.BYTES);
      columns = grown(columns, Integer.BYTES);
      values = valued ? grown(values, type.byteSize()) : null;
    }
    rows.setAtIndex(JAVA_INT, count, row);
    columns.setAtIndex(JAVA_INT, count, column);
    if (values != null) {
      type.set(values, count, value);
    }
    count++;
    return this;
  }

  /** Entries added so far. */
  public long entryCount() {
    return count;
  }

  /** The triplets so far, sharing this builder's memory; adding more does not change them. */
  public Coo build() {
    return new Coo(
        rowCount,
        columnCount,
        rows.asSlice(0, count * Integer.BYTES),
        columns.asSlice(0, count * Integer.BYTES),
        values == null ? null : values.asSlice(0, count * type.byteSize()),
        type);
  }
}
