package org.warpath.linalg.dense;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;

/** The stretches of memory under vectors and matrices. */
final class Spans {

  // In bytes it fits in a long, of any type.
  private static final long MOST_ELEMENTS = Long.MAX_VALUE / Long.BYTES;

  private Spans() {}

  /** The first {@code elements} of {@code memory}. */
  static MemorySegment slice(MemorySegment memory, ElementType type, long elements) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException("elements must lie in native memory, not on the heap");
    }
    long bytes = elements * type.byteSize();
    if (memory.byteSize() < bytes) {
      throw new IllegalArgumentException(
          "%d elements of %s need %d bytes, but the memory has %d"
              .formatted(elements, type, bytes, memory.byteSize()));
    }
    if (memory.address() % type.byteSize() != 0) {
      throw new IllegalArgumentException(
          "elements of " + type + " must start at a multiple of " + type.byteSize() + " bytes");
    }
    return memory.asSlice(0, bytes);
  }

  /** {@code memory} from element {@code first} on; empty if that lies behind its end. */
  static MemorySegment from(MemorySegment memory, ElementType type, long first) {
    boolean isInside = first >= 0 && first < memory.byteSize() / type.byteSize();
    return memory.asSlice(isInside ? first * type.byteSize() : memory.byteSize());
  }

  /**
   * Elements from the first of a matrix to its last, both included; where they are more than any
   * memory holds, the most that can be counted.
   */
  static long ofMatrix(int rows, int columns, long rowStride, long columnStride) {
    if (rows == 0 || columns == 0) {
      return 0;
    }
    long down = times(rows - 1, rowStride);
    long along = times(columns - 1, columnStride);
    return Math.min(down + along + 1, MOST_ELEMENTS);
  }

  // Saturated; two such fit in a long together.
  private static long times(int steps, long stride) {
    return steps > 0 && stride > MOST_ELEMENTS / steps ? MOST_ELEMENTS : steps * stride;
  }
}
