package org.warpath.linalg.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.TestDevice;

@Tag("gpu")
class DeviceRowSortTest {
  // Around the lengths where a warp, a tile and two, four and eight tiles end.
  private static final int[] LENGTHS = {
    0, 1, 2, 3, 5, 31, 32, 33, 64, 100, 1023, 1024, 1025, 0, 2000, 4095, 4096, 4097, 8191, 8192,
    8193, 1, 20_000, 33_000
  };

  private static long[] offsets() {
    long[] offsets = new long[LENGTHS.length + 1];
    for (int row = 0; row < LENGTHS.length; row++) {
      offsets[row + 1] = offsets[row] + LENGTHS[row];
    }
    return offsets;
  }

  private static void columnsAreSorted(int bound) {
    long[] offsets = offsets();
    int entries = (int) offsets[LENGTHS.length];
    int[] columns = new Random(bound).ints(entries, 0, bound).toArray();
    int[] expected = columns.clone();
    for (int row = 0; row < LENGTHS.length; row++) {
      Arrays.sort(expected, (int) offsets[row], (int) offsets[row + 1]);
    }
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceBuffer rows = scope.uploaded(MemorySegment.ofArray(offsets), "offsets");
      DeviceBuffer device = scope.uploaded(MemorySegment.ofArray(columns), "columns");
      DeviceRowSort.columns(scope, LENGTHS.length, entries, rows, device);
      scope.download(device, MemorySegment.ofArray(columns));
    }
    assertThat(columns).isEqualTo(expected);
  }

  @Test
  void columnsOfEachRowAscend() {
    columnsAreSorted(Integer.MAX_VALUE);
  }

  @Test
  void equalColumnsStandTogether() {
    columnsAreSorted(7);
  }

  @Test
  void keysOfEachRowAscend() {
    long[] offsets = offsets();
    int entries = (int) offsets[LENGTHS.length];
    long[] keys = new Random(3).longs(entries, 0, Long.MAX_VALUE).toArray();
    long[] expected = keys.clone();
    for (int row = 0; row < LENGTHS.length; row++) {
      Arrays.sort(expected, (int) offsets[row], (int) offsets[row + 1]);
    }
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceBuffer rows = scope.uploaded(MemorySegment.ofArray(offsets), "offsets");
      DeviceBuffer device = scope.uploaded(MemorySegment.ofArray(keys), "keys");
      DeviceRowSort.keys(scope, LENGTHS.length, entries, rows, device);
      scope.download(device, MemorySegment.ofArray(keys));
    }
    assertThat(keys).isEqualTo(expected);
  }

  @Test
  void noRowsAndNoEntriesAreSortedAlready() {
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceBuffer offsets = scope.uploaded(MemorySegment.ofArray(new long[3]), "offsets");
      DeviceBuffer none = scope.ints(0, "columns");
      DeviceRowSort.columns(scope, 2, 0, offsets, none);
      DeviceRowSort.columns(scope, 0, 0, offsets, none);
      assertThat(DeviceRowSort.workingBytes(2, 0)).isEqualTo(4);
    }
  }
}
