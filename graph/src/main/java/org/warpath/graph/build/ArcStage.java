package org.warpath.graph.build;

import java.util.ArrayList;
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
    final int[] sources = new int[CHUNK_EDGES];
    final int[] targets = new int[CHUNK_EDGES];
    final float @Nullable [] weights;
    int count;

    Chunk(boolean weighted) {
      weights = weighted ? new float[CHUNK_EDGES] : null;
    }
  }

  void append(int[] sources, int[] targets, float @Nullable [] weights, int from, int count) {
    int done = 0;
    while (done < count) {
      Chunk chunk = chunks.isEmpty() ? null : chunks.getLast();
      if (chunk == null || chunk.count == CHUNK_EDGES) {
        chunk = new Chunk(weighted);
        chunks.add(chunk);
      }
      int length = Math.min(count - done, CHUNK_EDGES - chunk.count);
      System.arraycopy(sources, from + done, chunk.sources, chunk.count, length);
      System.arraycopy(targets, from + done, chunk.targets, chunk.count, length);
      if (chunk.weights != null && weights != null) {
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
