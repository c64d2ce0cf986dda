package org.warpath.graph.names;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Objects;
import org.warpath.graph.VertexNames;
import org.warpath.linalg.sparse.Csr;

/**
 * Integers as vertex names: the ids of an input that were not {@code 0 … n−1} themselves. The name
 * of a vertex is its id in decimal. It does not own its memory, which may be a mapped file.
 *
 * @param ids int64[n], the id of each vertex, strictly ascending
 */
public record NumericIds(MemorySegment ids) implements VertexNames {
  public NumericIds {
    if (ids.byteSize() % Long.BYTES != 0 || ids.byteSize() / Long.BYTES > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("ids must be int64[n], had " + ids.byteSize() + " bytes");
    }
  }

  /** As {@link #of(long[], SegmentAllocator)}, in memory that lives as long as the result. */
  public static NumericIds of(long... ascending) {
    return of(ascending, Arena.ofAuto());
  }

  /**
   * A copy of {@code ascending} in memory of {@code allocator}.
   *
   * @throws IllegalArgumentException if the ids are not strictly ascending
   */
  public static NumericIds of(long[] ascending, SegmentAllocator allocator) {
    for (int v = 1; v < ascending.length; v++) {
      if (ascending[v] <= ascending[v - 1]) {
        throw new IllegalArgumentException(
            "ids must ascend: vertex "
                + (v - 1)
                + " has "
                + ascending[v - 1]
                + " and vertex "
                + v
                + " has "
                + ascending[v]);
      }
    }
    MemorySegment source = MemorySegment.ofArray(ascending);
    return new NumericIds(allocator.allocate(source.byteSize(), Csr.ALIGNMENT).copyFrom(source));
  }

  @Override
  public int count() {
    return (int) (ids.byteSize() / Long.BYTES);
  }

  /** The id of {@code vertex}. */
  public long id(int vertex) {
    return ids.getAtIndex(JAVA_LONG, vertex);
  }

  @Override
  public String name(int vertex) {
    return Long.toString(id(Objects.checkIndex(vertex, count())));
  }

  @Override
  public int copyUtf8(int vertex, byte[] target) {
    long id = id(Objects.checkIndex(vertex, count()));
    int length = length(id);
    if (length <= target.length) {
      int end = length;
      // Of the negative remainders, since the least id has no positive counterpart.
      for (long rest = id; end == length || rest != 0; rest /= 10) {
        target[--end] = (byte) ('0' + Math.abs(rest % 10));
      }
      if (id < 0) {
        target[0] = '-';
      }
    }
    return length;
  }

  /** How many characters {@code id} has in decimal. */
  private static int length(long id) {
    int length = id < 0 ? 2 : 1;
    for (long rest = id / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }

  /** The vertex with {@code id}, or −1. Logarithmic time. */
  public int find(long id) {
    int place = byId().place(id);
    return place < count() && id(place) == id ? place : NameTable.NONE;
  }

  /** The vertex whose id is written {@code name}, without plus sign or leading zeros; or −1. */
  @Override
  public int find(String name) {
    if (!NearestIds.isDecimal(name)) {
      return NameTable.NONE;
    }
    int vertex = find(Long.parseLong(name));
    return vertex >= 0 && name(vertex).equals(name) ? vertex : NameTable.NONE;
  }

  /**
   * The one that is equal, then those that begin with {@code name}, then those nearest in value;
   * none if {@code name} is no id.
   */
  @Override
  public int[] nearest(String name, int limit) {
    return byId().search(name, limit);
  }

  private NearestIds byId() {
    return new NearestIds(count(), this::id);
  }
}
