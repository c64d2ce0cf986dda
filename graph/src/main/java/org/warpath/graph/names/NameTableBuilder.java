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
  // The low halves of the names' hashes, all that 2^32 slots need: growing the table reads no name,
  // and of two names in one slot hardly any are compared.
  private final GrowingMemory hashes = new GrowingMemory(1024 * Integer.BYTES);
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
    int hash = (int) NameHash.hash(utf8, from, length);
    long slot = slotOf(utf8, from, length, hash);
    if (slot >= 0) {
      throw new IllegalArgumentException(
          "name \""
              + new String(utf8, from, length, UTF_8)
              + "\" comes twice: for vertex "
              + slots.segment().getAtIndex(JAVA_INT, slot)
              + " and for vertex "
              + count);
    }
    return append(utf8, from, length, hash, -1 - slot);
  }

  /** The vertex called {@code name}: the next one if none was until now. */
  public int intern(String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  /** The vertex called {@code utf8[from … from + length)}: the next one if none was until now. */
  public int intern(byte[] utf8, int from, int length) {
    int hash = (int) NameHash.hash(utf8, from, length);
    long slot = slotOf(utf8, from, length, hash);
    return slot >= 0
        ? slots.segment().getAtIndex(JAVA_INT, slot)
        : append(utf8, from, length, hash, -1 - slot);
  }

  /** The slot of the name, or −1 − slot for the free slot where it belongs. */
  private long slotOf(byte[] utf8, int from, int length, int hash) {
    MemorySegment table = slots.segment();
    MemorySegment known = hashes.segment();
    long mask = table.byteSize() / Integer.BYTES - 1;
    long slot = hash & mask;
    while (true) {
      int vertex = table.getAtIndex(JAVA_INT, slot);
      if (vertex == NameTable.NONE) {
        return -1 - slot;
      }
      if (known.getAtIndex(JAVA_INT, vertex) == hash && isName(vertex, utf8, from, length)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean isName(int vertex, byte[] utf8, int from, int length) {
    long start = offsets.segment().getAtIndex(JAVA_LONG, vertex);
    long end = offsets.segment().getAtIndex(JAVA_LONG, vertex + 1L);
    return end - start == length
        && MemorySegment.mismatch(
                MemorySegment.ofArray(utf8), from, from + length, bytes.segment(), start, end)
            < 0;
  }

  private int append(byte[] utf8, int from, int length, int hash, long slot) {
    if (count == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a graph has at most 2^31 - 1 vertices");
    }
    offsets.require((count + 2L) * Long.BYTES);
    bytes.require(byteCount + length);
    hashes.require((count + 1L) * Integer.BYTES);
    MemorySegment.copy(utf8, from, bytes.segment(), JAVA_BYTE, byteCount, length);
    byteCount += length;
    offsets.segment().setAtIndex(JAVA_LONG, count + 1L, byteCount);
    hashes.segment().setAtIndex(JAVA_INT, count, hash);
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
    MemorySegment known = hashes.segment();
    for (int vertex = 0; vertex < count; vertex++) {
      long slot = known.getAtIndex(JAVA_INT, vertex) & (slotCount - 1);
      while (table.getAtIndex(JAVA_INT, slot) != NameTable.NONE) {
        slot = (slot + 1) & (slotCount - 1);
      }
      table.setAtIndex(JAVA_INT, slot, vertex);
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
    hashes.close();
    slots.close();
  }
}
