package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
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
    Pass pass = new Pass(count, threads * AHEAD);
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS, ReadAhead::reader)) {
      for (int i = 0; i < count; i++) {
        readers.execute(() -> pass.readNext(at -> load(place(at, count, isReversed))));
      }
      try {
        Parallel.forEach(
            threads,
            count,
            at -> {
              int block = place(at, count, isReversed);
              pass.await(at);
              body.accept(block);
              forEachPart(block, MemorySegment::unload);
              pass.room.release();
            });
      } finally {
        pass.end();
      }
    }
  }

  private static int place(int at, int count, boolean isReversed) {
    return isReversed ? count - 1 - at : at;
  }

  private void load(int block) {
    forEachPart(block, MemorySegment::load);
  }

  /** What is read of a pass. */
  private static final class Pass {
    private final Semaphore room;
    private final AtomicInteger next = new AtomicInteger();
    private final List<CompletableFuture<Void>> read;
    private volatile boolean isEnded;

    Pass(int count, int room) {
      this.room = new Semaphore(room);
      read = Stream.generate(CompletableFuture<Void>::new).limit(count).toList();
    }

    /** Reads one, once there is room: whoever has room takes the first that nobody reads yet. */
    void readNext(IntConsumer reading) {
      room.acquireUninterruptibly();
      if (isEnded) {
        return;
      }
      int at = next.getAndIncrement();
      try {
        reading.accept(at);
        read.get(at).complete(null);
      } catch (RuntimeException | Error e) {
        read.get(at).completeExceptionally(e);
      }
    }

    void await(int at) {
      try {
        read.get(at).join();
      } catch (CompletionException e) {
        switch (e.getCause()) {
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          case null, default -> throw e;
        }
      }
    }

    /** After a failure some wait for room that nobody makes any more. */
    void end() {
      isEnded = true;
      room.release(read.size());
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

  private static Thread reader(Runnable work) {
    Thread thread = new Thread(work, "warpath-read-ahead");
    thread.setDaemon(true);
    return thread;
  }
}
