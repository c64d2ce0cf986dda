package org.warpath.graph.names;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.warpath.linalg.sparse.Csr;

/**
 * Makes a {@link NameTable} from names that come one by one, vertex 0 first; can be asked meanwhile
 * which vertex has a name. Off the heap: up to three times the finished table while growing. For
 * one thread at a time.
 */
public final class NameTableBuilder implements AutoCloseable {
  private final GrowingMemory offsets = new GrowingMemory(1024 * Long.BYTES);
  private final GrowingMemory bytes = new GrowingMemory(16 * 1024);
  private final GrowingMemory slots = new GrowingMemory(Integer.BYTES);
  private int count;
  private long byteCount;

  public NameTableBuilder() {
    slots.segment().fill((byte) NameTable.NONE);
  }

  /** Names so far. */
  public int count() {
    return count;
  }

  /**
   * Names the next vertex.
   *
   * @return the vertex
   * @throws IllegalArgumentException if an earlier vertex has the name; the message says which
   */
  public int add(String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    return add(utf8, 0, utf8.length);
  }

  /**
   * Names the next vertex {@code utf8[from … from + length)}.
   *
   * @return the vertex
   * @throws IllegalArgumentException if an earlier vertex has the name; the message says which
   */
  public int add(byte[] utf8, int from, int length) {
    long slot = slotOf(utf8, from, length);
    if (slot >= 0) {
      throw new IllegalArgumentException(
          "name \""
              + new String(utf8, from, length, UTF_8)
              + "\" comes twice: for vertex "
              + slots.segment().getAtIndex(JAVA_INT, slot)
              + " and for vertex "
              + count);
    }
    return append(utf8, from, length, -1 - slot);
  }

  /** The vertex called {@code name}: the next one if none was until now. */
  public int intern(String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  /** The vertex called {@code utf8[from … from + length)}: the next one if none was until now. */
  public int intern(byte[] utf8, int from, int length) {
    long slot = slotOf(utf8, from, length);
    return slot >= 0
        ? slots.segment().getAtIndex(JAVA_INT, slot)
        : append(utf8, from, length, -1 - slot);
  }

  private long slotOf(byte[] utf8, int from, int length) {
    return NameTable.slotOf(
        utf8, from, length, offsets.segment(), bytes.segment(), slots.segment());
  }

  private int append(byte[] utf8, int from, int length, long slot) {
    if (count == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a graph has at most 2^31 - 1 vertices");
    }
    offsets.require((count + 2L) * Long.BYTES);
    bytes.require(byteCount + length);
    MemorySegment.copy(utf8, from, bytes.segment(), JAVA_BYTE, byteCount, length);
    byteCount += length;
    offsets.segment().setAtIndex(JAVA_LONG, count + 1L, byteCount);
    slots.segment().setAtIndex(JAVA_INT, slot, count);
    count++;
    long slotCount = NameTable.slotCount(count);
    if (slotCount * Integer.BYTES > slots.segment().byteSize()) {
      rehash(slotCount);
    }
    return count - 1;
  }

  /** Enters all names again, in order, so that the layout depends on the names alone. */
  private void rehash(long slotCount) {
    slots.reset(slotCount * Integer.BYTES);
    MemorySegment table = slots.segment().fill((byte) NameTable.NONE);
    MemorySegment ends = offsets.segment();
    MemorySegment text = bytes.segment();
    byte[] name = new byte[256];
    long start = 0;
    for (int vertex = 0; vertex < count; vertex++) {
      long end = ends.getAtIndex(JAVA_LONG, vertex + 1L);
      int length = (int) (end - start);
      if (length > name.length) {
        name = new byte[2 * length];
      }
      MemorySegment.copy(text, JAVA_BYTE, start, name, 0, length);
      long slot = NameHash.hash(name, 0, length) & (slotCount - 1);
      while (table.getAtIndex(JAVA_INT, slot) != NameTable.NONE) {
        slot = (slot + 1) & (slotCount - 1);
      }
      table.setAtIndex(JAVA_INT, slot, vertex);
      start = end;
    }
  }

  /** The table of the names so far, in memory that lives as long as the table is reachable. */
  public NameTable build() {
    return build(Arena.ofAuto());
  }

  /** The table of the names so far, copied to memory of {@code allocator}. */
  public NameTable build(SegmentAllocator allocator) {
    return new NameTable(
        copy(allocator, offsets.segment().asSlice(0, (count + 1L) * Long.BYTES)),
        copy(allocator, bytes.segment().asSlice(0, byteCount)),
        copy(allocator, slots.segment()));
  }

  private static MemorySegment copy(SegmentAllocator allocator, MemorySegment part) {
    return allocator.allocate(part.byteSize(), Csr.ALIGNMENT).copyFrom(part);
  }

  @Override
  public void close() {
    offsets.close();
    bytes.close();
    slots.close();
  }
}
