package org.warpath.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * What a device's memory and its bus can do: the yardstick of every kernel bound by memory.
 *
 * @param deviceBytesPerSecond bytes read plus bytes written by a copy within the device
 * @param uploadBytesPerSecond host to device
 * @param downloadBytesPerSecond device to host
 */
public record CopyBandwidth(
    double deviceBytesPerSecond, double uploadBytesPerSecond, double downloadBytesPerSecond) {
  private static final int RUNS = 7;

  /**
   * Measures the medians of several copies.
   *
   * @param bytes size of a copy; several times the second-level cache, typically 1 GiB
   * @throws DeviceOutOfMemoryException if twice {@code bytes} is not free
   */
  public static CopyBandwidth measure(Device device, long bytes) {
    long hostBytes = Math.min(bytes, 256L << 20);
    try (DeviceScope scope = device.scope();
        Arena arena = Arena.ofConfined()) {
      DeviceBuffer from = scope.bytes(bytes, "copy source");
      DeviceBuffer to = scope.bytes(bytes, "copy target");
      MemorySegment host = arena.allocate(hostBytes, 64).fill((byte) 1);
      DeviceBuffer part = to.slice(0, hostBytes);
      scope.zero(from);
      double copy = median(scope, () -> scope.copy(from, to));
      double upload = median(scope, () -> scope.upload(host, part));
      double download = median(scope, () -> scope.download(part, host));
      return new CopyBandwidth(2 * bytes / copy, hostBytes / upload, hostBytes / download);
    }
  }

  private static double median(DeviceScope scope, Runnable copy) {
    double[] seconds = new double[RUNS];
    copy.run();
    for (int run = 0; run < RUNS; run++) {
      scope.synchronize();
      long start = System.nanoTime();
      copy.run();
      scope.synchronize();
      seconds[run] = (System.nanoTime() - start) * 1e-9;
    }
    Arrays.sort(seconds);
    return seconds[RUNS / 2];
  }
}
