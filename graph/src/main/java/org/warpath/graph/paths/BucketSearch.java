package org.warpath.graph.paths;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/**
 * Label-correcting search in priority order. Every vertex has an {@code int} label, the smaller the
 * better; an arc u→v offers v a label no better than u's. Vertices whose label improved wait in
 * buckets of about equal labels; the best bucket is relaxed again and again until it stays empty,
 * and its labels are final then. Labels reach the unique least fixed point whatever the buckets and
 * the thread count; the buckets only decide how much work is done in vain.
 *
 * <p>This is delta-stepping (Meyer and Sanders, <em>Δ-stepping: a parallelizable shortest path
 * algorithm</em>, 2003) for any totally ordered labels, with bins per thread as in the GAP
 * benchmark, whose threads go on with their own bin while it is short (bucket fusion: Zhang et al.,
 * <em>Optimizing ordered graph algorithms with GraphIt</em>, 2020). A vertex is relaxed once for
 * each label it takes, however often it waits.
 */
public abstract class BucketSearch {
  private static final VarHandle LABEL = MethodHandles.arrayElementVarHandle(int[].class);

  /** A bin this long is shared among the team rather than gone on with. */
  private static final int FUSION_LIMIT = 1000;

  private final Csr out;
  private final int[] labels;
  private final int[] relaxedLabels;
  private final Bins[] bins;
  private final int bucketCount;
  private final Frontier frontier;

  /**
   * @param unreached the worst label
   */
  protected BucketSearch(Csr out, int bucketCount, int unreached, int threads) {
    this.out = out;
    this.bucketCount = bucketCount;
    labels = new int[out.rowCount()];
    Arrays.fill(labels, unreached);
    relaxedLabels = labels.clone();
    bins = new Bins[threads];
    Arrays.setAll(bins, worker -> new Bins(bucketCount));
    frontier = new Frontier(out, threads);
  }

  /** What a label means: the distance or width it stands for. */
  protected abstract float decode(int label);

  /** The bucket of a label, in [0, bucketCount) and ascending in the label. */
  protected abstract int bucket(int label);

  /**
   * Writes, for each arc e in {@code [from, to)} that offers its head v a label smaller than {@code
   * labels[v]}, v to {@code heads} and the offer to {@code offers}, and answers how many there are.
   * Entries beyond those may be written, up to {@code to − from}. Should run without branches: few
   * arcs improve anything, and which ones no processor can predict.
   *
   * @param label the label of the arcs' tail
   */
  protected abstract int scan(
      long from, long to, int label, int[] labels, int[] heads, int[] offers);

  /**
   * Called when only the last bucket is left: a search whose last bucket holds all labels beyond
   * the others moves its buckets so that {@code best}, the best label waiting, falls into bucket 0,
   * and answers true.
   */
  protected boolean moveBuckets(int best) {
    return false;
  }

  /** Sets {@code labels[v]} to {@code label} if that is smaller; whether it was. */
  private static boolean improve(int[] labels, int v, int label) {
    int old = labels[v];
    while (label < old) {
      if (LABEL.compareAndSet(labels, v, old, label)) {
        return true;
      }
      old = (int) LABEL.getOpaque(labels, v);
    }
    return false;
  }

  /** The labels by stored vertex: final up to that of the target, if there is one. */
  final int[] labels() {
    return labels;
  }

  /**
   * Labels all vertices that can be reached from {@code source}, or at least those that are no
   * worse than {@code target}.
   *
   * @param source a stored vertex
   * @param sourceLabel its label
   * @param target a stored vertex to stop at, or −1
   * @return how many buckets held a vertex, the same for every thread count
   */
  final int search(int source, int sourceLabel, int target, String step, RunControl control) {
    labels[source] = sourceLabel;
    bins[0].add(bucket(sourceLabel), source);
    int rounds = 0;
    int bucket = 0;
    while ((bucket = nextBucket(bucket)) >= 0) {
      if (bucket == bucketCount - 1 && respread(bucket)) {
        bucket = 0;
        continue;
      }
      if (settle(bucket)) {
        rounds++;
        control.iteration(step, rounds, -1, Double.NaN);
      }
      if (target >= 0 && bucket(labels[target]) <= bucket) {
        break;
      }
    }
    return rounds;
  }

  /** The first bucket from {@code from} on in which anything waits, −1 if nothing waits at all. */
  private int nextBucket(int from) {
    for (int bucket = from; bucket < bucketCount; bucket++) {
      for (Bins own : bins) {
        if (own.size(bucket) > 0) {
          return bucket;
        }
      }
    }
    return -1;
  }

  /** Relaxes {@code bucket} until it stays empty; false if all that waited in it was outdated. */
  private boolean settle(int bucket) {
    long before = relaxedCount();
    gather(bucket);
    while (!frontier.isEmpty()) {
      frontier.sweep(
          new Frontier.Sweep() {
            @Override
            public void visit(int worker, int u) {
              BucketSearch.this.visit(u, bins[worker]);
            }

            @Override
            public void finish(int worker) {
              fuse(bucket, bins[worker]);
            }
          });
      gather(bucket);
    }
    return relaxedCount() > before;
  }

  private void gather(int bucket) {
    frontier.clear();
    for (Bins own : bins) {
      frontier.append(own.take(bucket));
    }
  }

  private void fuse(int bucket, Bins own) {
    while (own.size(bucket) > 0 && own.size(bucket) < FUSION_LIMIT) {
      Bin batch = own.take(bucket);
      for (int i = 0; i < batch.size(); i++) {
        visit(batch.get(i), own);
      }
    }
  }

  // Two threads may relax the same vertex at once, and the note of the older label may stay: then
  // it is relaxed once more than needed. A label is only ever noted by a thread that relaxes it
  // before the sweep ends, so none is missed.
  private void visit(int u, Bins own) {
    int label = labels[u];
    if (label != relaxedLabels[u]) {
      relaxedLabels[u] = label;
      own.countRelaxed();
      relax(u, label, own);
    }
  }

  private void relax(int u, int label, Bins own) {
    int[] heads = own.heads();
    int[] offers = own.offers();
    long end = out.rowStart(u + 1);
    for (long e = out.rowStart(u); e < end; e += Bins.BATCH) {
      int count = scan(e, Math.min(end, e + Bins.BATCH), label, labels, heads, offers);
      for (int i = 0; i < count; i++) {
        if (improve(labels, heads[i], offers[i])) {
          own.add(bucket(offers[i]), heads[i]);
        }
      }
    }
  }

  private long relaxedCount() {
    long sum = 0;
    for (Bins own : bins) {
      sum += own.relaxedCount();
    }
    return sum;
  }

  /** Moves the buckets on and spreads what waits in {@code last} over them. */
  private boolean respread(int last) {
    int best = Integer.MAX_VALUE;
    gather(last);
    for (int i = 0; i < frontier.size(); i++) {
      int u = frontier.get(i);
      if (labels[u] != relaxedLabels[u]) {
        best = Math.min(best, labels[u]);
      }
    }
    if (best == Integer.MAX_VALUE) {
      return true; // nothing but outdated entries
    }
    boolean moved = moveBuckets(best);
    for (int i = 0; i < frontier.size(); i++) {
      int u = frontier.get(i);
      if (labels[u] != relaxedLabels[u]) {
        bins[i % bins.length].add(bucket(labels[u]), u);
      }
    }
    return moved;
  }
}
