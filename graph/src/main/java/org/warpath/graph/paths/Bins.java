package org.warpath.graph.paths;

import org.jspecify.annotations.Nullable;

/** One worker's own: its vertices waiting to be relaxed, by bucket, and its scratch space. */
final class Bins {
  /** How many arcs are scanned at once. */
  static final int BATCH = 256;

  private final @Nullable Bin[] bins;
  private final Bin batch = new Bin();
  private final int[] heads = new int[BATCH];
  private final int[] offers = new int[BATCH];
  private long relaxedCount;

  Bins(int bucketCount) {
    bins = new Bin[bucketCount];
  }

  /** Lets {@code vertex} wait in {@code bucket}. */
  void add(int bucket, int vertex) {
    Bin bin = bins[bucket];
    if (bin == null) {
      bin = new Bin();
      bins[bucket] = bin;
    }
    bin.add(vertex);
  }

  int size(int bucket) {
    Bin bin = bins[bucket];
    return bin == null ? 0 : bin.size();
  }

  /** Takes all vertices out of {@code bucket}; what is returned is valid until the next call. */
  Bin take(int bucket) {
    batch.clear();
    Bin bin = bins[bucket];
    if (bin != null) {
      bin.swap(batch);
    }
    return batch;
  }

  /** int32[BATCH] for the heads of arcs. */
  int[] heads() {
    return heads;
  }

  /** int32[BATCH] for the labels offered to them. */
  int[] offers() {
    return offers;
  }

  void countRelaxed() {
    relaxedCount++;
  }

  long relaxedCount() {
    return relaxedCount;
  }
}
