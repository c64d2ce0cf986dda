package org.warpath.graph.paths;

import java.util.concurrent.atomic.AtomicInteger;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * Vertices to be handled next, gathered from the workers' lists. A sweep hands them out to a team
 * of workers, or to worker 0 alone when there is too little to do to be worth waking others.
 */
final class Frontier {
  private static final int CHUNK = 64;

  /** Vertices plus arcs one thread handles in about the time it takes to wake another. */
  private static final long SMALL_WORK = 16_384;

  private final Csr out;
  private final int threads;
  private final AtomicInteger next = new AtomicInteger();
  private int[] vertices = new int[1024];
  private int size;

  Frontier(Csr out, int threads) {
    this.out = out;
    this.threads = threads;
  }

  /** What workers do; calls with the same worker number never overlap. */
  interface Sweep {
    void visit(int worker, int vertex);

    /** Called when a worker of a team has no more vertices to visit. */
    default void finish(int worker) {}
  }

  void clear() {
    size = 0;
  }

  /** Appends the contents of {@code bin}. */
  void append(Bin bin) {
    int needed = Math.addExact(size, bin.size());
    if (needed > vertices.length) {
      int[] larger = new int[(int) Math.min(Integer.MAX_VALUE - 8L, needed * 3L / 2)];
      System.arraycopy(vertices, 0, larger, 0, size);
      vertices = larger;
    }
    bin.copyTo(vertices, size);
    size = needed;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  int get(int i) {
    return vertices[i];
  }

  void sweep(Sweep body) {
    if (threads == 1 || isSmall()) {
      for (int i = 0; i < size; i++) {
        body.visit(0, vertices[i]);
      }
      return;
    }
    next.set(0);
    Parallel.forEach(
        threads,
        threads,
        worker -> {
          int[] all = vertices;
          int begin;
          while ((begin = next.getAndAdd(CHUNK)) < size) {
            int end = Math.min(size, begin + CHUNK);
            for (int i = begin; i < end; i++) {
              body.visit(worker, all[i]);
            }
          }
          body.finish(worker);
        });
  }

  private boolean isSmall() {
    long work = size;
    for (int i = 0; i < size && work < SMALL_WORK; i++) {
      work += out.rowLength(vertices[i]);
    }
    return work < SMALL_WORK;
  }
}
