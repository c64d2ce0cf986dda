package org.warpath.graph.widest;

import java.util.Arrays;
import org.warpath.linalg.sparse.Csr;

/** Widths as labels, and buckets of them cut at quantiles of a sample of the capacities. */
final class WidthBuckets {
  private WidthBuckets() {}

  /** Labels order as widths do, the widest being the least; −0 becomes 0. */
  static int encode(float width) {
    int bits = Float.floatToRawIntBits(width + 0f);
    return ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
  }

  /** The width that {@code label} stands for. */
  static float decode(int label) {
    int bits = ~label;
    return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
  }

  /**
   * The widest capacity of each bucket but the first, as labels, ascending and distinct.
   *
   * @param samples how many capacities to look at, at most
   * @param buckets how many bounds to make, at most
   */
  static int[] bounds(Csr out, int samples, int buckets) {
    int count = (int) Math.min(samples, out.entryCount());
    int[] sample = new int[count];
    for (int i = 0; i < count; i++) {
      sample[i] = encode(out.value(out.entryCount() * i / count));
    }
    Arrays.sort(sample);
    int bounds = Math.min(buckets, count);
    int[] cuts = new int[bounds];
    for (int i = 0; i < bounds; i++) {
      cuts[i] = sample[(int) ((long) count * i / bounds)];
    }
    return Arrays.stream(cuts).distinct().toArray();
  }
}
