package org.warpath.graph.names;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.regex.Pattern;

/**
 * The vertices whose integer ids are closest to a number: the one that is equal, then those whose
 * decimals begin with its decimal, the shortest first and of these the smaller, then those nearest
 * in value, the smaller first of two as near.
 */
public final class NearestIds {
  // 19 digits hold every 64-bit integer, and a few numbers that are none.
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

  private final int count;
  private final IntToLongFunction ids;

  /**
   * @param count how many vertices there are
   * @param ids the id of each, strictly ascending
   */
  public NearestIds(int count, IntToLongFunction ids) {
    this.count = count;
    this.ids = ids;
  }

  /** Whether {@code text} is a 64-bit integer in decimal, without plus sign. */
  static boolean isDecimal(String text) {
    return DECIMAL.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE;
  }

  /**
   * Up to {@code limit} vertices, the nearest first; none if {@code text} is no 64-bit integer.
   * Time is logarithmic in the number of vertices.
   */
  public int[] search(String text, int limit) {
    Set<Integer> found = new LinkedHashSet<>();
    if (isDecimal(text)) {
      long wanted = Long.parseLong(text);
      if (Long.toString(wanted).equals(text)) {
        addThoseBeginningWith(wanted, limit, found);
      }
      addNearest(wanted, limit, found);
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private void addThoseBeginningWith(long wanted, int limit, Set<Integer> found) {
    long start = wanted;
    long width = 1;
    while (true) {
      // With each digit more: start … start ± (width − 1).
      long low = wanted < 0 ? saturatedSum(start, 1 - width) : start;
      long high = wanted < 0 ? start : saturatedSum(start, width - 1);
      for (int v = place(low); v < count && ids.applyAsLong(v) <= high; v++) {
        if (found.size() >= limit) {
          return;
        }
        found.add(v);
      }
      if (wanted == 0 || start > Long.MAX_VALUE / 10 || start < Long.MIN_VALUE / 10) {
        return;
      }
      start *= 10;
      width *= 10;
    }
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  private void addNearest(long wanted, int limit, Set<Integer> found) {
    int above = place(wanted);
    int below = above - 1;
    while (found.size() < limit && (below >= 0 || above < count)) {
      boolean takeBelow =
          above == count
              || (below >= 0
                  && Long.compareUnsigned(
                          wanted - ids.applyAsLong(below), ids.applyAsLong(above) - wanted)
                      <= 0);
      found.add(takeBelow ? below-- : above++);
    }
  }

  /** The first vertex whose id is at least {@code id}; {@code count} if there is none. */
  int place(long id) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ids.applyAsLong(middle) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
