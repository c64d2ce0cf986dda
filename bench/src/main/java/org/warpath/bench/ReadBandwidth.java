package org.warpath.bench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.Timings;

/**
 * How fast this machine reads memory: the sum of a gibibyte of 64-bit numbers, off the heap, on
 * several threads.
 */
final class ReadBandwidth {
  private static final long BYTES = 1L << 30;
  private static final int TASKS = 64;
  private static final int UNROLL = 8;

  private ReadBandwidth() {}

  static Measurement measure(int threads, int runs) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(BYTES, 64);
      for (long i = 0; i < BYTES / Long.BYTES; i++) {
        memory.setAtIndex(JAVA_LONG, i, 1);
      }
      return Measurement.of(
          "read bandwidth",
          3,
          runs,
          BYTES,
          () -> {
            long start = System.nanoTime();
            long sum =
                Parallel.sumLong(
                    threads, TASKS, task -> sum(memory, task * (BYTES / Long.BYTES / TASKS)));
            double seconds = Timings.secondsSince(start);
            if (sum != BYTES / Long.BYTES) {
              throw new IllegalStateException("the numbers add up to " + sum);
            }
            return seconds;
          });
    }
  }

  private static long sum(MemorySegment memory, long from) {
    long end = from + BYTES / Long.BYTES / TASKS;
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (long i = from; i < end; i += UNROLL) {
      a += memory.getAtIndex(JAVA_LONG, i) + memory.getAtIndex(JAVA_LONG, i + 1);
      b += memory.getAtIndex(JAVA_LONG, i + 2) + memory.getAtIndex(JAVA_LONG, i + 3);
      c += memory.getAtIndex(JAVA_LONG, i + 4) + memory.getAtIndex(JAVA_LONG, i + 5);
      d += memory.getAtIndex(JAVA_LONG, i + 6) + memory.getAtIndex(JAVA_LONG, i + 7);
    }
    return a + b + c + d;
  }
}
