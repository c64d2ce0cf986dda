package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.KernelSource;

/** What the host must know of the kernels' tiles, and how it divides the work. */
class DeviceTilesTest {
  @Test
  void theNumbersAreTheKernels() {
    String header =
        Objects.requireNonNull(
            KernelSource.named("pull_tiles").headers().get("pull_tiles.cuh"), "pull_tiles.cuh");
    assertThat(header)
        .contains("#define PULL_THREADS " + DeviceTiles.THREADS + "\n")
        .contains("#define PULL_TILE " + DeviceTiles.PLACES + "\n")
        .contains("#define PULL_ROW_COST " + DeviceTiles.ROW_COST + "\n");
    // A thread for each row that can begin in a tile.
    assertThat(DeviceTiles.PLACES).isEqualTo(DeviceTiles.THREADS * DeviceTiles.ROW_COST);
  }

  @Test
  void tilesHoldAllPlacesEvenBeyondTheRangeOfInt() {
    assertThat(DeviceTiles.count(1, 0)).isOne();
    assertThat(DeviceTiles.count(256, 0)).isOne();
    assertThat(DeviceTiles.count(256, 1)).isEqualTo(2);
    long edges = 2_500_000_000L;
    int count = DeviceTiles.count(50_000_000, edges);
    assertThat((long) count * DeviceTiles.PLACES)
        .isBetween(edges + 300_000_000L, edges + 300_000_000L + DeviceTiles.PLACES);
  }

  @Test
  void blocksGoThroughAllTilesAndAreNotTooMany() {
    DeviceBuffer none = null;
    for (int count : new int[] {1, 255, 257, 16_384, 16_385, 1_800_000}) {
      DeviceTiles tiles = new DeviceTiles(count, none);
      int blocks = tiles.shape().blocks();
      assertThat(blocks).isLessThanOrEqualTo(16_384);
      assertThat((long) blocks * tiles.perBlock()).isGreaterThanOrEqualTo(count);
      assertThat((long) (blocks - 1) * tiles.perBlock()).isLessThan(count);
      assertThat(tiles.longRowsShape().blocks() * DeviceTiles.THREADS)
          .isGreaterThanOrEqualTo(count);
    }
  }

  @Test
  void smallGraphsIterateOftenBetweenLooksLargeOnesOnce() {
    assertThat(DevicePull.iterationsAtOnceOf(100)).isEqualTo(DevicePull.SLOTS);
    assertThat(DevicePull.iterationsAtOnceOf(84_000_000L * 4 + 4_000_000L * 20)).isEqualTo(10);
    assertThat(DevicePull.iterationsAtOnceOf(20_000_000_000L)).isOne();
  }
}
