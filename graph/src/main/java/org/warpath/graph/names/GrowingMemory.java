package org.warpath.graph.names;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap memory that doubles when it is full. What it outgrew is released at once, not when the
 * garbage collector comes by: with 60 million names that is gigabytes.
 */
final class GrowingMemory implements AutoCloseable {
  private Arena arena = Arena.ofShared();
  private MemorySegment segment;

  GrowingMemory(long byteSize) {
    segment = arena.allocate(byteSize, Long.BYTES);
  }

  /** The memory now; {@link #require} may replace it. */
  MemorySegment segment() {
    return segment;
  }

  /** Makes room for {@code byteSize} bytes, keeping what is there. */
  void require(long byteSize) {
    if (byteSize > segment.byteSize()) {
      MemorySegment old = segment;
      replace(Math.max(byteSize, 2 * old.byteSize()), old);
    }
  }

  /** New memory of exactly {@code byteSize} bytes, all zero. */
  void reset(long byteSize) {
    replace(byteSize, MemorySegment.NULL);
  }

  private void replace(long byteSize, MemorySegment content) {
    Arena next = Arena.ofShared();
    try {
      segment = next.allocate(byteSize, Long.BYTES).copyFrom(content);
    } catch (OutOfMemoryError e) {
      next.close();
      throw e;
    }
    arena.close();
    arena = next;
  }

  @Override
  public void close() {
    arena.close();
  }
}
