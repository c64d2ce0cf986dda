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

  // The plainest loop is the one the compiler vectorises.
  private static long sum(MemorySegment memory, long from) {
    MemorySegment part = memory.asSlice(from * Long.BYTES, BYTES / TASKS);
    long sum = 0;
    for (int i = 0; i < BYTES / TASKS / Long.BYTES; i++) {
      sum += part.getAtIndex(JAVA_LONG, i);
    }
    return sum;
  }
}
