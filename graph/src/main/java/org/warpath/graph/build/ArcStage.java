package org.warpath.graph.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edges waiting to be sorted, in input order, in chunks of a fixed size: how the work is cut
 * depends neither on how the edges came nor on the thread count.
 */
final class ArcStage {
  /** Edges in a chunk, all but the last. */
  static final int CHUNK_EDGES = 1 << 18;

  private final boolean weighted;
  private final List<Chunk> chunks = new ArrayList<>();
  private long edgeCount;

  ArcStage(boolean weighted) {
    this.weighted = weighted;
  }

  /** A run of edges; the arrays are full to {@code count}. */
  static final class Chunk {
    int[] sources;
    int[] targets;
    float @Nullable [] weights;
    int count;

    Chunk(int capacity, boolean weighted) {
      sources = new int[capacity];
      targets = new int[capacity];
      weights = weighted ? new float[capacity] : null;
    }

    void ensureCapacity(int needed) {
      if (needed > sources.length) {
        int capacity = Math.min(CHUNK_EDGES, Math.max(needed, 2 * sources.length));
        sources = Arrays.copyOf(sources, capacity);
        targets = Arrays.copyOf(targets, capacity);
        weights = weights == null ? null : Arrays.copyOf(weights, capacity);
      }
    }
  }

  void append(int[] sources, int[] targets, float @Nullable [] weights, int from, int count) {
    int done = 0;
    while (done < count) {
      if (chunks.isEmpty() || chunks.getLast().count == CHUNK_EDGES) {
        chunks.add(new Chunk(Math.min(count - done, CHUNK_EDGES), weighted));
      }
      Chunk chunk = chunks.getLast();
      int length = Math.min(count - done, CHUNK_EDGES - chunk.count);
      chunk.ensureCapacity(chunk.count + length);
      System.arraycopy(sources, from + done, chunk.sources, chunk.count, length);
      System.arraycopy(targets, from + done, chunk.targets, chunk.count, length);
      if (weighted) {
        System.arraycopy(weights, from + done, chunk.weights, chunk.count, length);
      }
      chunk.count += length;
      done += length;
    }
    edgeCount += count;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  long edgeCount() {
    return edgeCount;
  }

  void clear() {
    chunks.clear();
    edgeCount = 0;
  }
}
