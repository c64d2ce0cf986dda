package org.warpath.graph.names;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Objects;
import org.warpath.graph.VertexNames;
import org.warpath.graph.io.text.Utf8;

/**
 * Vertex names as UTF-8 text and an open-addressing hash table, off the heap: both directions take
 * constant time and load nothing but the name asked for. It does not own its memory, which may be a
 * mapped file.
 *
 * <p>The layout is part of the graph file's format. With n names:
 *
 * <ul>
 *   <li>name v is {@code bytes[offsets[v] … offsets[v + 1])};
 *   <li>{@code slots} has {@link #slotCount}(n) entries, each a vertex or −1. A name's home is
 *       {@link NameHash} of its bytes, modulo the slot count; it lies in the first slot from there,
 *       cyclically, that was free when it came, names coming in ascending order of vertex.
 * </ul>
 *
 * <p>Memory: 8 bytes a name, 6 to 12 for its slots, and the text.
 *
 * @param offsets int64[n + 1], ascending from 0 to the size of {@code bytes}
 * @param bytes the names, end to end
 * @param slots int32[slotCount(n)]
 */
public record NameTable(MemorySegment offsets, MemorySegment bytes, MemorySegment slots)
    implements VertexNames {

  /** No vertex: an empty slot, or a name that is not there. */
  static final int NONE = -1;

  public NameTable {
    Objects.requireNonNull(bytes, "bytes");
    long count = offsets.byteSize() / Long.BYTES - 1;
    if (offsets.byteSize() % Long.BYTES != 0 || count < 0 || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "offsets must be int64[n + 1], had " + offsets.byteSize() + " bytes");
    }
    long slotBytes = slotCount((int) count) * Integer.BYTES;
    if (slots.byteSize() != slotBytes) {
      throw new IllegalArgumentException(
          "slots must have " + slotBytes + " bytes, had " + slots.byteSize());
    }
  }

  /** The smallest power of two above 1.5 {@code count}: a table is at most two thirds full. */
  public static long slotCount(int count) {
    return Math.max(1, Long.highestOneBit(count + count / 2L) * 2);
  }

  /**
   * A table of {@code names}, vertex 0 first, in memory that lives as long as the table is
   * reachable.
   *
   * @throws IllegalArgumentException if a name comes twice
   */
  public static NameTable of(Iterable<String> names) {
    return of(names, Arena.ofAuto());
  }

  /**
   * A table of {@code names}, vertex 0 first, in memory of {@code allocator}.
   *
   * @throws IllegalArgumentException if a name comes twice
   */
  public static NameTable of(Iterable<String> names, SegmentAllocator allocator) {
    try (NameTableBuilder builder = new NameTableBuilder()) {
      names.forEach(builder::add);
      return builder.build(allocator);
    }
  }

  @Override
  public int count() {
    return (int) (offsets.byteSize() / Long.BYTES - 1);
  }

  @Override
  public String name(int vertex) {
    Objects.checkIndex(vertex, count());
    long start = offsets.getAtIndex(JAVA_LONG, vertex);
    int length = Math.toIntExact(offsets.getAtIndex(JAVA_LONG, vertex + 1L) - start);
    byte[] name = new byte[length];
    MemorySegment.copy(bytes, JAVA_BYTE, start, name, 0, length);
    return new String(name, UTF_8);
  }

  @Override
  public int copyUtf8(int vertex, byte[] target) {
    Objects.checkIndex(vertex, count());
    long start = offsets.getAtIndex(JAVA_LONG, vertex);
    int length = Math.toIntExact(offsets.getAtIndex(JAVA_LONG, vertex + 1L) - start);
    if (length > target.length) {
      return length;
    }
    MemorySegment.copy(bytes, JAVA_BYTE, start, target, 0, length);
    return Utf8.isValid(target, 0, length) ? length : copy(name(vertex), target);
  }

  /** A name that a damaged file does not hold as UTF-8, with what is wrong in it replaced. */
  private static int copy(String repaired, byte[] target) {
    byte[] utf8 = repaired.getBytes(UTF_8);
    System.arraycopy(utf8, 0, target, 0, Math.min(utf8.length, target.length));
    return utf8.length;
  }

  @Override
  public int find(String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    return find(utf8, 0, utf8.length);
  }

  /** The vertex called {@code utf8[from … from + length)}, or −1. */
  public int find(byte[] utf8, int from, int length) {
    MemorySegment wanted = MemorySegment.ofArray(utf8);
    long slotCount = slots.byteSize() / Integer.BYTES;
    long slot = NameHash.hash(utf8, from, length) & (slotCount - 1);
    // Counted, so that a table without a free slot in a damaged file does not hang.
    for (long probes = 0; probes < slotCount; probes++) {
      int vertex = slots.getAtIndex(JAVA_INT, slot);
      if (vertex == NONE) {
        return NONE;
      }
      long start = offsets.getAtIndex(JAVA_LONG, vertex);
      long end = offsets.getAtIndex(JAVA_LONG, vertex + 1L);
      if (end - start == length
          && MemorySegment.mismatch(wanted, from, from + (long) length, bytes, start, end) < 0) {
        return vertex;
      }
      slot = (slot + 1) & (slotCount - 1);
    }
    throw new IllegalStateException("the table of vertex names has no free slot: it is damaged");
  }

  @Override
  public int[] nearest(String name, int limit) {
    return NearestNames.search(this, name, limit);
  }
}
