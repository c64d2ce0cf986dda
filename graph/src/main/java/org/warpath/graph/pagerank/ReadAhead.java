package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * Passes over the rows of a mapped matrix that does not fit in memory: blocks are asked of the disk
 * in long reads before a thread needs them, and given back behind it, where to wait for each page
 * as it is touched would leave processor and disk idle in turn. Each pass goes the other way than
 * the last, so that it begins with what is still in memory: whoever goes round in circles finds
 * that the system has just thrown out what comes next.
 */
final class ReadAhead {
  // A share of memory that also holds vectors, and whatever else runs.
  private static final double ROOM = 0.6;
  private static final int READERS = 2;

  /** Blocks read before their turn, for each thread. */
  private static final int AHEAD = 2;

  private final Csr rows;
  private final int[] bounds;
  private boolean isBackward;

  /** Over blocks of rows that begin at each bound but the last, where the last ends. */
  ReadAhead(Csr rows, int[] bounds) {
    this.rows = rows;
    this.bounds = bounds;
  }

  /** Whether {@code rows} lie in files, and are too many for {@code memoryBytes}. */
  static boolean pays(Csr rows, long memoryBytes) {
    return rows.columnIndices().isMapped()
        && bytes(rows.columnIndices()) + bytes(rows.values()) > ROOM * memoryBytes;
  }

  private static long bytes(@Nullable MemorySegment section) {
    return section == null ? 0 : section.byteSize();
  }

  /** Calls {@code body} for each block, once it is there. */
  void forEachBlock(int threads, IntConsumer body) {
    int count = bounds.length - 1;
    boolean isReversed = isBackward;
    isBackward = !isBackward;
    Semaphore room = new Semaphore(threads * AHEAD);
    CompletableFuture<?>[] read = new CompletableFuture<?>[count];
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS, ReadAhead::reader)) {
      for (int i = 0; i < count; i++) {
        int block = isReversed ? count - 1 - i : i;
        read[i] =
            CompletableFuture.runAsync(
                () -> {
                  room.acquireUninterruptibly();
                  forEachPart(block, MemorySegment::load);
                },
                readers);
      }
      try {
        Parallel.forEach(
            threads,
            count,
            i -> {
              int block = isReversed ? count - 1 - i : i;
              await(read[i]);
              body.accept(block);
              forEachPart(block, MemorySegment::unload);
              room.release();
            });
      } finally {
        // After a failure some wait for room that nobody makes any more.
        for (CompletableFuture<?> each : read) {
          each.cancel(false);
        }
        room.release(count);
      }
    }
  }

  private void forEachPart(int block, Consumer<MemorySegment> body) {
    long from = rows.rowStart(bounds[block]);
    long count = rows.rowStart(bounds[block + 1]) - from;
    body.accept(part(rows.columnIndices(), from, count));
    MemorySegment values = rows.values();
    if (values != null) {
      body.accept(part(values, from, count));
    }
  }

  private static MemorySegment part(MemorySegment section, long from, long count) {
    return section.asSlice(from * Integer.BYTES, count * Integer.BYTES);
  }

  private static void await(CompletableFuture<?> read) {
    try {
      read.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Thread reader(Runnable work) {
    Thread thread = new Thread(work, "warpath-read-ahead");
    thread.setDaemon(true);
    return thread;
  }
}
