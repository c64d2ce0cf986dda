package org.warpath.linalg.dense;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;

/** The stretches of memory under vectors and matrices. */
final class Spans {

  private Spans() {}

  /** The first {@code elements} of {@code memory}. */
  static MemorySegment slice(MemorySegment memory, ElementType type, long elements) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException("elements must lie in native memory, not on the heap");
    }
    long bytes = Math.multiplyExact(elements, (long) type.byteSize());
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
    return memory.asSlice(Math.min(first * type.byteSize(), memory.byteSize()));
  }

  /** Elements from the first of a matrix to its last, both included. */
  static long ofMatrix(int rows, int columns, long rowStride, long columnStride) {
    if (rows == 0 || columns == 0) {
      return 0;
    }
    return Math.addExact(
        Math.addExact(
            Math.multiplyExact(rows - 1L, rowStride),
            Math.multiplyExact(columns - 1L, columnStride)),
        1);
  }
}
