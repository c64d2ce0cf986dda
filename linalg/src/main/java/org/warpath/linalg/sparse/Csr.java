package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;

/**
 * A sparse matrix in compressed sparse row form, off the heap and possibly a mapped file: the
 * entries of row {@code r} are those numbered {@code e} in {@code [rowStart(r), rowStart(r + 1))},
 * ascending by column, parallel entries side by side. It does not own its memory.
 *
 * <p>A graph's adjacency is one: row u, column v, value w for the edge u→v. Hot loops take the
 * three segments into local variables and index them with {@code long}; the accessors here are for
 * everything else.
 *
 * @param rowCount rows, at least 0
 * @param columnCount columns, at least 0
 * @param rowOffsets int64[rowCount + 1], ascending from 0 to the entry count
 * @param columnIndices int32[entryCount], each in [0, columnCount)
 * @param values float32 or float64[entryCount], or null when every entry counts as 1
 * @param type what the values are, float32 or float64; without values, what they would be
 */
public record Csr(
    int rowCount,
    int columnCount,
    MemorySegment rowOffsets,
    MemorySegment columnIndices,
    @Nullable MemorySegment values,
    ElementType type) {

  /** Segments start on a cache line, as mapped sections of a file do. */
  public static final long ALIGNMENT = 64;

  public Csr {
    Objects.requireNonNull(columnIndices, "columnIndices");
    if (rowCount < 0 || columnCount < 0) {
      throw new IllegalArgumentException(
          "a matrix has no negative size, was " + rowCount + "×" + columnCount);
    }
    requireBytes("rowOffsets", rowOffsets, rowCount + 1L, Long.BYTES);
    long entries = rowOffsets.getAtIndex(JAVA_LONG, rowCount);
    requireBytes("columnIndices", columnIndices, entries, Integer.BYTES);
    if (type.isHalf()) {
      throw new IllegalArgumentException("values must be float32 or float64, not " + type);
    }
    if (values != null) {
      requireBytes("values", values, entries, type.byteSize());
    }
  }

  /** A matrix of float32, as a graph's adjacency is. */
  public Csr(
      int rowCount,
      int columnCount,
      MemorySegment rowOffsets,
      MemorySegment columnIndices,
      @Nullable MemorySegment values) {
    this(rowCount, columnCount, rowOffsets, columnIndices, values, ElementType.FLOAT32);
  }

  static void requireBytes(String name, MemorySegment segment, long count, int size) {
    // By division: a count from outside may have more bytes than a long counts.
    if (segment.byteSize() % size != 0 || segment.byteSize() / size != count) {
      throw new IllegalArgumentException(
          name + " must have " + count + " × " + size + " bytes, had " + segment.byteSize());
    }
  }

  /** A matrix from arrays, copied: for small matrices spelled out. {@code values} may be null. */
  public static Csr of(
      SegmentAllocator allocator,
      int columnCount,
      long[] rowOffsets,
      int[] columnIndices,
      float @Nullable [] values) {
    return new Csr(
        rowOffsets.length - 1,
        columnCount,
        copy(allocator, MemorySegment.ofArray(rowOffsets)),
        copy(allocator, MemorySegment.ofArray(columnIndices)),
        values == null ? null : copy(allocator, MemorySegment.ofArray(values)));
  }

  /** A float64 matrix from arrays, copied: for small matrices spelled out. */
  public static Csr ofDoubles(
      SegmentAllocator allocator,
      int columnCount,
      long[] rowOffsets,
      int[] columnIndices,
      double[] values) {
    return new Csr(
        rowOffsets.length - 1,
        columnCount,
        copy(allocator, MemorySegment.ofArray(rowOffsets)),
        copy(allocator, MemorySegment.ofArray(columnIndices)),
        copy(allocator, MemorySegment.ofArray(values)),
        ElementType.FLOAT64);
  }

  static MemorySegment copy(SegmentAllocator allocator, MemorySegment array) {
    return allocator.allocate(array.byteSize(), ALIGNMENT).copyFrom(array);
  }

  /** Stored entries. */
  public long entryCount() {
    return rowOffsets.getAtIndex(JAVA_LONG, rowCount);
  }

  /** Whether entries carry values; without, each counts as 1. */
  public boolean hasValues() {
    return values != null;
  }

  /**
   * The number of the first entry of {@code row}; {@code rowStart(rowCount)} is the entry count.
   */
  public long rowStart(int row) {
    return rowOffsets.getAtIndex(JAVA_LONG, row);
  }

  /** Entries in {@code row}. */
  public long rowLength(int row) {
    return rowStart(row + 1) - rowStart(row);
  }

  /** The column of {@code entry}. */
  public int column(long entry) {
    return columnIndices.getAtIndex(JAVA_INT, entry);
  }

  /** The value of {@code entry} of a float32 matrix, 1 in one without values. */
  public float value(long entry) {
    return values == null ? 1f : values.getAtIndex(JAVA_FLOAT, entry);
  }

  /** The value of {@code entry} of a matrix of either type, 1 in one without values. */
  public double valueAsDouble(long entry) {
    return values == null ? 1 : type.get(values, entry);
  }

  /**
   * The number of the first entry of {@code row} at {@code column} or behind it; the row's end if
   * there is none. O(log k) time in a row of k entries.
   */
  public long firstAtLeast(int row, int column) {
    long low = rowStart(row);
    long high = rowStart(row + 1);
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (column(middle) < column) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Rows and columns, such as {@code "3×4"}; for messages. */
  public String shape() {
    return rowCount + "×" + columnCount;
  }

  /** The same pattern without the values, sharing memory. */
  public Csr withoutValues() {
    return values == null
        ? this
        : new Csr(rowCount, columnCount, rowOffsets, columnIndices, null, type);
  }

  /**
   * The first row of each of {@code parts} runs of consecutive rows with about equally many entries
   * plus rows, and {@code rowCount} at the end: {@code parts + 1} bounds. The cut depends on the
   * matrix alone, never on a thread count.
   */
  public int[] balancedRows(int parts) {
    int[] bounds = new int[parts + 1];
    double work = (double) entryCount() + rowCount;
    for (int part = 1; part < parts; part++) {
      double target = work * part / parts;
      int low = bounds[part - 1];
      int high = rowCount;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if ((double) rowStart(middle) + middle < target) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      bounds[part] = low;
    }
    bounds[parts] = rowCount;
    return bounds;
  }

  /** Type, shape and size, such as {@code "Csr[float32 3×4, 5 entries]"}; not the entries. */
  @Override
  public String toString() {
    String kind = values == null ? "pattern" : type.name().toLowerCase(Locale.ROOT);
    return "Csr[" + kind + " " + shape() + ", " + entryCount() + " entries]";
  }
}
