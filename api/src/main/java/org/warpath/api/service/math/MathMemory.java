package org.warpath.api.service.math;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.HostMemory;

/**
 * The memory off the heap that requests for mathematics share: each reserves what it is about to
 * take, so that those that do not fit are refused before anything runs out. Safe for use by many
 * threads.
 */
final class MathMemory {
  private static final int RETRY_SECONDS = 1;
  // Below it the machine is not asked: it has that much, or is past help.
  private static final long LARGE_BYTES = 1 << 24;

  private final long total;
  private final AtomicLong reserved = new AtomicLong();

  /**
   * @param total bytes that all requests together may have
   */
  MathMemory(long total) {
    this.total = total;
  }

  /** Three quarters of what the JVM lets arrays off the heap have; the rest is for others. */
  static MathMemory ofJvm() {
    String limit =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxDirectMemorySize")
            .getValue();
    long bytes = limit.equals("0") ? Runtime.getRuntime().maxMemory() : Long.parseLong(limit);
    return new MathMemory(bytes / 4 * 3);
  }

  /** Bytes that nobody has reserved. */
  long free() {
    return total - reserved.get();
  }

  /**
   * Reserves {@code bytes}, to be {@linkplain #release released}.
   *
   * @throws Problem if so many are not free: says how many are
   */
  void reserve(long bytes) {
    if (bytes >= LARGE_BYTES) {
      long available = HostMemory.available();
      if (bytes > available) {
        throw problem(bytes, available);
      }
    }
    long before = reserved.get();
    while (!fits(before, bytes) || !reserved.compareAndSet(before, before + bytes)) {
      if (!fits(before, bytes)) {
        Problem problem = problem(bytes, total - before);
        throw bytes <= total ? problem.retryAfter(RETRY_SECONDS) : problem;
      }
      before = reserved.get();
    }
  }

  private boolean fits(long before, long bytes) {
    return bytes <= total - before;
  }

  /** What is said where {@code needed} bytes cannot be had. */
  static Problem problem(long needed, long free) {
    return new Problem(
            ProblemType.OUT_OF_MEMORY,
            "the request needs %d bytes of memory, %d are free".formatted(needed, free))
        .with("where", "host")
        .with("needed", needed)
        .with("free", free);
  }

  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }
}
