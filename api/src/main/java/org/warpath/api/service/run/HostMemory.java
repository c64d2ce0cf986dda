package org.warpath.api.service.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory this process can still have. */
public final class HostMemory {
  private static final long SECOND = 1_000_000_000;
  private static final Path LINUX = Path.of("/proc/meminfo");

  private static final Object COLLECTION = new Object();
  private static long collectedNanos = System.nanoTime() - SECOND;
  private static long freeWhenCollected;

  private HostMemory() {}

  /**
   * As {@link #heapFree}, garbage collected before if it stands in the way of {@code needed} bytes;
   * at most once a second, whoever asks for too much: what was free then counts for a second.
   */
  public static long heapFreeFor(long needed) {
    if (needed <= heapFree() || needed > Runtime.getRuntime().maxMemory()) {
      return heapFree();
    }
    synchronized (COLLECTION) {
      if (System.nanoTime() - collectedNanos >= SECOND) {
        System.gc();
        freeWhenCollected = heapFree();
        collectedNanos = System.nanoTime();
      }
      return Math.max(heapFree(), freeWhenCollected);
    }
  }

  /** As {@link #heapFree}, garbage collected before if it stands in the way, however often. */
  public static long heapFreeNow(long needed) {
    if (needed > heapFree()) {
      System.gc();
    }
    return heapFree();
  }

  /** Bytes that the heap can still take before it is full, garbage counted as taken. */
  public static long heapFree() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /** Bytes of the machine's memory that can be had without swapping, caches of files among them. */
  public static long available() {
    if (Files.isReadable(LINUX)) {
      try (Stream<String> lines = Files.lines(LINUX)) {
        return lines
            .filter(line -> line.startsWith("MemAvailable:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElseGet(HostMemory::free);
      } catch (IOException e) {
        return free();
      }
    }
    return free();
  }

  private static long free() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
  }
}
