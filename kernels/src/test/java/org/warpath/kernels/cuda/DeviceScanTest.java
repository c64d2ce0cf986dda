package org.warpath.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("gpu")
class DeviceScanTest {
  private Device device;

  @BeforeEach
  void open() {
    device = TestDevice.fresh();
  }

  private long[] scanned(int[] counts) {
    try (DeviceScope scope = device.scope();
        DeviceScan scan = new DeviceScan(scope, counts.length)) {
      DeviceBuffer deviceCounts = scope.uploaded(MemorySegment.ofArray(counts), "counts");
      DeviceBuffer places = scope.longs(counts.length + 1L, "places");
      scan.exclusive(deviceCounts, counts.length, places);
      long[] result = new long[counts.length + 1];
      scope.download(places, MemorySegment.ofArray(result));
      return result;
    }
  }

  // A tile has 2048 counts; 2048 tiles and one need a second tile of sums.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 31, 32, 33, 255, 256, 257, 2047, 2048, 2049, 10_000})
  void placesAreTheSumsOfTheCountsBefore(int n) {
    int[] counts = new Random(n).ints(n, 0, 1000).toArray();
    assertThat(scanned(counts)).isEqualTo(places(counts));
  }

  @Test
  void sumsOfTilesMayThemselvesFillTiles() {
    int[] counts = new Random(1).ints(2048 * 2048 + 1, 0, 3).toArray();
    assertThat(Arrays.equals(scanned(counts), places(counts))).isTrue();
  }

  @Test
  void sumsMayExceedAnInt() {
    int[] counts = new int[5000];
    Arrays.fill(counts, Integer.MAX_VALUE);
    assertThat(scanned(counts)[5000]).isEqualTo(5000L * Integer.MAX_VALUE);
  }

  private static long[] places(int[] counts) {
    long[] places = new long[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      places[i + 1] = places[i] + counts[i];
    }
    return places;
  }

  @Test
  void fewerCountsThanItWasMadeForWillDo() {
    try (DeviceScope scope = device.scope();
        DeviceScan scan = new DeviceScan(scope, 5000)) {
      DeviceBuffer counts = scope.uploaded(MemorySegment.ofArray(new int[] {4, 5, 6}), "counts");
      DeviceBuffer places = scope.longs(4, "places");
      scan.exclusive(counts, 3, places);
      assertThat(scope.readLong(places, 3)).isEqualTo(15);
      scan.exclusive(counts, 2, places);
      assertThat(scope.readLong(places, 2)).isEqualTo(9);
    }
  }

  @Test
  void moreCountsThanThereIsRoomForAreRefused() {
    try (DeviceScope scope = device.scope();
        DeviceScan scan = new DeviceScan(scope, 3)) {
      DeviceBuffer counts = scope.ints(4, "counts");
      DeviceBuffer places = scope.longs(4, "places");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scan.exclusive(counts, 4, places))
          .withMessage("n must be in [0, 3], was 4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scan.exclusive(counts, 3, places.slice(0, 24)))
          .withMessage("places must have 32 bytes, had 24");
    }
  }
}
