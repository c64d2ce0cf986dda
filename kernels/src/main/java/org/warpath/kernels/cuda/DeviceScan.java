package org.warpath.kernels.cuda;

/**
 * Exclusive prefix sums on a device: int32 counts become int64 places, as of rows whose lengths are
 * known. Three launches that read 8 bytes a count and write 8; the same result every time, as
 * integers add in any order.
 *
 * <p>Keeps 8 bytes for every 2048 counts until {@link #close} or its scope closes.
 */
public final class DeviceScan implements AutoCloseable {
  private static final String FILE = "scan";
  private static final int TILE = 2048;

  private final DeviceScope scope;
  private final long most;
  private final DeviceBuffer sums;

  /**
   * Prefix sums within {@code scope}.
   *
   * @param most the most counts that will be added up, in [0, 2⁴¹]
   * @throws DeviceOutOfMemoryException if {@link #workingBytes} are not free
   */
  public DeviceScan(DeviceScope scope, long most) {
    this.scope = scope;
    this.most = most;
    sums = scope.bytes(workingBytes(most), "sums of tiles");
  }

  /** Loads the kernels that every scan launches. */
  public static void load(DeviceScope scope) {
    scope.load(FILE);
  }

  /** Bytes that a scan of up to {@code most} counts keeps. */
  public static long workingBytes(long most) {
    return tiles(most) * Long.BYTES;
  }

  private static long tiles(long n) {
    return (n + TILE - 1) / TILE;
  }

  /**
   * Writes how much the counts before each add up to, and the sum of all at the end.
   *
   * @param counts int32[n], none negative
   * @param n at most what this was made for
   * @param places int64[n + 1], overwritten
   */
  public void exclusive(DeviceBuffer counts, long n, DeviceBuffer places) {
    if (n < 0 || n > most) {
      throw new IllegalArgumentException("n must be in [0, " + most + "], was " + n);
    }
    requireBytes("counts", counts, n * Integer.BYTES);
    requireBytes("places", places, (n + 1) * Long.BYTES);
    DeviceBuffer total = places.slice(n * Long.BYTES, Long.BYTES);
    if (n == 0) {
      scope.zero(total);
      return;
    }
    LaunchShape tiles = LaunchShape.blockEach(tiles(n));
    scope.launch(scope.kernel(FILE, "scan_tile_sums"), tiles, n, counts, sums);
    scope.launch(scope.kernel(FILE, "scan_sums"), LaunchShape.blockEach(1), tiles(n), sums, total);
    scope.launch(scope.kernel(FILE, "scan_tiles"), tiles, n, counts, sums, places);
  }

  private static void requireBytes(String name, DeviceBuffer buffer, long bytes) {
    if (buffer.byteSize() < bytes) {
      throw new IllegalArgumentException(
          name + " must have " + bytes + " bytes, had " + buffer.byteSize());
    }
  }

  /** Frees what it keeps; waits for the device. */
  @Override
  public void close() {
    scope.free(sums);
  }
}
