package org.warpath.graph.io;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.warpath.graph.VertexNames;
import org.warpath.graph.build.EdgeBlock;
import org.warpath.graph.names.NumericIds;

/** From the integer ids of an input to vertices; the order of ids is kept. */
sealed interface IdMap {

  /** How many vertices there are. */
  int count();

  /** The vertex with {@code id}, or −1. */
  int vertex(long id);

  /** Names, where ids are not the vertices themselves or have titles. */
  Optional<VertexNames> names();

  /** Which ids there are, for messages. */
  String expected();

  /** Turns the ids in {@code edges}, all of which exist, into vertices. */
  default void apply(EdgeBlock edges) {
    for (int i = 0; i < edges.count(); i++) {
      edges.sources()[i] = vertex(edges.sources()[i]);
      edges.targets()[i] = vertex(edges.targets()[i]);
    }
  }

  /** Ids that are vertices. */
  record Dense(int count, Optional<VertexNames> names) implements IdMap {
    @Override
    public int vertex(long id) {
      return id >= 0 && id < count ? (int) id : -1;
    }

    @Override
    public String expected() {
      return "a vertex id in [0, " + count + ")";
    }

    @Override
    public void apply(EdgeBlock edges) {
      // They are vertices already.
    }
  }

  /** The ids set in a bitmap: the vertex is the number of smaller ids. */
  final class Ranked implements IdMap {
    private final long[] bits;
    private final int[] ranks;
    private final int count;

    Ranked(long[] bits) {
      this.bits = bits;
      this.ranks = new int[bits.length];
      int rank = 0;
      for (int word = 0; word < bits.length; word++) {
        ranks[word] = rank;
        rank += Long.bitCount(bits[word]);
      }
      this.count = rank;
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public int vertex(long id) {
      long word = id >> 6;
      if (word < 0 || word >= bits.length || (bits[(int) word] & (1L << id)) == 0) {
        return -1;
      }
      return ranks[(int) word] + Long.bitCount(bits[(int) word] & ((1L << id) - 1));
    }

    @Override
    public Optional<VertexNames> names() {
      MemorySegment ids = Arena.ofAuto().allocate((long) count * Long.BYTES, Long.BYTES);
      int vertex = 0;
      for (int word = 0; word < bits.length; word++) {
        for (long left = bits[word]; left != 0; left &= left - 1) {
          long id = ((long) word << 6) + Long.numberOfTrailingZeros(left);
          ids.setAtIndex(JAVA_LONG, vertex++, id);
        }
      }
      return Optional.of(new NumericIds(ids));
    }

    @Override
    public String expected() {
      return "a known vertex id";
    }
  }

  /** Any ids, found through a hash table of their ranks. */
  final class Hashed implements IdMap {
    private static final int FREE = -1;

    private final long[] ascending;
    private final int[] slots;

    /** A map of {@code ascending}, which it takes over. */
    Hashed(long[] ascending) {
      this.ascending = ascending;
      int capacity = (int) Math.min(1L << 30, Long.highestOneBit(2L * ascending.length + 1) * 2);
      if (ascending.length > capacity / 4 * 3) {
        throw new IllegalArgumentException(
            ascending.length + " different ids, expected at most " + capacity / 4 * 3);
      }
      slots = new int[capacity];
      java.util.Arrays.fill(slots, FREE);
      for (int vertex = 0; vertex < ascending.length; vertex++) {
        slots[slot(ascending[vertex])] = vertex;
      }
    }

    /** The slot that has {@code id}, else the free one where it belongs. */
    private int slot(long id) {
      int mask = slots.length - 1;
      // Fibonacci hashing: the high bits of the product depend on all bits of the id.
      int slot = (int) ((id * 0x9e3779b97f4a7c15L) >>> 32) & mask;
      while (slots[slot] != FREE && ascending[slots[slot]] != id) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    @Override
    public int count() {
      return ascending.length;
    }

    @Override
    public int vertex(long id) {
      return slots[slot(id)];
    }

    @Override
    public Optional<VertexNames> names() {
      return Optional.of(NumericIds.of(ascending));
    }

    @Override
    public String expected() {
      return "a known vertex id";
    }
  }
}
