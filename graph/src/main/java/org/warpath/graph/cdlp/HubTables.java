package org.warpath.graph.cdlp;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Global memory behind the shared tables of the vertices of highest degree: a segment each, of half
 * as many slots again as labels it may hear. The vertices take turns, a batch at a time, where not
 * all segments fit at once.
 *
 * @param batches which hubs vote together
 * @param labels int32[slots], −1 where none
 * @param counts int32[slots]
 */
record HubTables(List<Batch> batches, DeviceBuffer labels, DeviceBuffer counts) {
  private static final int SLOT_BYTES = 2 * Integer.BYTES;

  /**
   * Hubs that vote together.
   *
   * @param first the first, within the bin
   * @param count how many
   * @param segments int64[count + 1]: where the segment of each begins, and the last one ends
   */
  record Batch(int first, int count, DeviceBuffer segments) {}

  /**
   * Allocates the tables and empties them. Sorts the bin of hubs, for the same batches every run.
   *
   * @param degree of each stored vertex
   * @param wantedSlots how many slots to use at most if the largest hub allows
   */
  static HubTables of(
      DeviceScope scope, DegreeBins bins, IntToLongFunction degree, long wantedSlots) {
    int n = bins.starts()[DegreeBins.COUNT];
    int[] hubs = new int[bins.size(DegreeBins.HUBS)];
    DeviceBuffer bin = bins.bin(DegreeBins.HUBS);
    scope.download(bin, MemorySegment.ofArray(hubs));
    Arrays.sort(hubs);
    scope.upload(MemorySegment.ofArray(hubs), bin);

    long[] slots = new long[hubs.length];
    for (int i = 0; i < hubs.length; i++) {
      long labels = Math.min(n, degree.applyAsLong(hubs[i]));
      slots[i] = labels + labels / 2;
    }
    long room = Math.max(wantedSlots, Arrays.stream(slots).max().orElse(0));
    long[] segments = new long[2 * hubs.length + 1];
    List<int[]> spans = new ArrayList<>();
    int next = 0;
    long most = 0;
    for (int first = 0; first < hubs.length; ) {
      int start = next;
      segments[next++] = 0;
      int last = first;
      while (last < hubs.length && segments[next - 1] + slots[last] <= room) {
        segments[next] = segments[next - 1] + slots[last++];
        next++;
      }
      most = Math.max(most, segments[next - 1]);
      spans.add(new int[] {first, last - first, start});
      first = last;
    }
    scope
        .device()
        .requireFree(
            most * SLOT_BYTES + (long) next * Long.BYTES,
            String.format("cdlp's tables for %,d vertices of many neighbours", hubs.length));
    DeviceBuffer onDevice =
        scope.uploaded(MemorySegment.ofArray(Arrays.copyOf(segments, next)), "cdlp hub segments");
    DeviceBuffer labels = scope.ints(most, "cdlp hub labels");
    DeviceBuffer counts = scope.ints(most, "cdlp hub counts");
    scope.fillInts(labels, -1);
    scope.zero(counts);
    List<Batch> batches =
        spans.stream()
            .map(span ->
                new Batch(
                    span[0],
                    span[1],
                    onDevice.slice((long) span[2] * Long.BYTES, (span[1] + 1L) * Long.BYTES)))
            .toList();
    return new HubTables(batches, labels, counts);
  }

  /** How many slots {@code bytes} hold. */
  static long slotsIn(long bytes) {
    return bytes / SLOT_BYTES;
  }
}
