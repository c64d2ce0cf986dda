package org.warpath.linalg.dense;

import java.lang.foreign.MemorySegment;

/** Whether several threads may touch memory: that of a confined arena belongs to one. */
public final class Sharing {
  // Never started; stands for any thread but the caller's.
  private static final Thread ANOTHER = Thread.ofPlatform().unstarted(() -> {});

  private Sharing() {}

  /** {@code threads}, or 1 if a segment is confined to one thread. */
  public static int threads(int threads, MemorySegment... memory) {
    for (MemorySegment segment : memory) {
      if (!segment.isAccessibleBy(ANOTHER)) {
        return 1;
      }
    }
    return threads;
  }
}
