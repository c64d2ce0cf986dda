package org.warpath.graph.names;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.warpath.graph.VertexNames;
import org.warpath.linalg.sparse.Csr;

/**
 * Integers as vertex names: the ids of an input that were not {@code 0 … n−1} themselves. The name
 * of a vertex is its id in decimal. It does not own its memory, which may be a mapped file.
 *
 * @param ids int64[n], the id of each vertex, strictly ascending
 */
public record NumericIds(MemorySegment ids) implements VertexNames {
  // 19 digits hold every 64-bit integer, and a few numbers that are none.
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

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
    int place = place(id);
    return place < count() && id(place) == id ? place : NameTable.NONE;
  }

  /** The first vertex whose id is at least {@code id}; {@link #count} if there is none. */
  private int place(long id) {
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id(middle) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The vertex whose id is written {@code name}, without plus sign or leading zeros; or −1. */
  @Override
  public int find(String name) {
    if (!isDecimal(name)) {
      return NameTable.NONE;
    }
    int vertex = find(Long.parseLong(name));
    return vertex >= 0 && name(vertex).equals(name) ? vertex : NameTable.NONE;
  }

  /** The ids nearest in value, the smaller first of two as near; none if {@code name} is no id. */
  @Override
  public List<String> nearest(String name, int limit) {
    List<String> nearest = new ArrayList<>();
    if (!isDecimal(name)) {
      return nearest;
    }
    long wanted = Long.parseLong(name);
    int above = place(wanted);
    int below = above - 1;
    while (nearest.size() < limit && (below >= 0 || above < count())) {
      boolean takeBelow =
          above == count()
              || (below >= 0 && Long.compareUnsigned(wanted - id(below), id(above) - wanted) <= 0);
      nearest.add(name(takeBelow ? below-- : above++));
    }
    return nearest;
  }

  private static boolean isDecimal(String name) {
    return DECIMAL.matcher(name).matches() && new BigInteger(name).bitLength() < Long.SIZE;
  }
}
