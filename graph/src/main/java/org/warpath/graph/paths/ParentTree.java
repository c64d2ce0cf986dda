package org.warpath.graph.paths;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Semiring;

/**
 * The tree of parents that belongs to a finished labelling. An edge u→v is tight if it gives v its
 * label: label(u) ⊗ w = label(v). The tree is the breadth-first tree from the source over tight
 * edges, a vertex's parent being the least <em>vertex</em> of the level above with a tight edge to
 * it: among all best paths those with the fewest edges, and the same tree for every engine, thread
 * count and storage order. Levels see to it that cycles of tight edges, as edges of weight 0 make
 * them, do no harm.
 *
 * <p>O(n + m) time, and up to 8 n bytes beside the answer.
 */
final class ParentTree {
  private static final VarHandle PARENT = MethodHandles.arrayElementVarHandle(int[].class);

  /** Reached, but not yet by the tree. */
  private static final int NONE = Integer.MAX_VALUE;

  /** Never to have a parent: the source and the unreached. */
  private static final int OUTSIDE = -1;

  /** Set in the parent of a vertex whose level is complete: it is not to be changed any more. */
  private static final int SETTLED = Integer.MIN_VALUE;

  private static final int GRAIN = 1 << 14;
  private static final int BATCH = 256;

  private final Csr out;
  private final VertexOrder order;
  private final boolean shortest;
  private final float[] labels;
  private final int[] parents;
  private final int threads;
  private final Frontier frontier;
  private final Bin[] found;
  private final int[][] heads;

  private ParentTree(Csr out, VertexOrder order, Semiring semiring, float[] labels, int threads) {
    this.out = out;
    this.order = order;
    this.shortest = semiring == Semiring.MIN_PLUS;
    this.labels = labels;
    this.threads = threads;
    parents = new int[labels.length];
    frontier = new Frontier(out, threads);
    found = new Bin[threads];
    Arrays.setAll(found, worker -> new Bin());
    heads = new int[threads][BATCH];
  }

  /**
   * The parents as vertices, by stored vertex; −1 for the source and the unreached.
   *
   * @param out without values where every edge weighs 1
   * @param semiring MIN_PLUS or MAX_MIN
   * @param labels by stored vertex, the semiring's zero where unreached; a fixed point, no −0
   * @param source a stored vertex
   */
  static int[] of(
      Csr out, VertexOrder order, Semiring semiring, float[] labels, int source, int threads) {
    ParentTree tree = new ParentTree(out, order, semiring, labels, threads);
    float unreached = semiring.zero();
    int[] parents = tree.parents;
    tree.forEach(parents.length, v -> parents[v] = labels[v] == unreached ? OUTSIDE : NONE);
    tree.grow(source);
    tree.forEach(parents.length, v -> parents[v] &= parents[v] == OUTSIDE ? OUTSIDE : ~SETTLED);
    return parents;
  }

  private void forEach(int count, IntConsumer body) {
    Parallel.forEachRange(
        threads,
        count,
        GRAIN,
        (from, to) -> {
          for (int i = (int) from; i < to; i++) {
            body.accept(i);
          }
        });
  }

  private void grow(int source) {
    parents[source] = OUTSIDE;
    found[0].add(source);
    for (gather(); !frontier.isEmpty(); gather()) {
      forEach(frontier.size(), i -> parents[frontier.get(i)] |= SETTLED);
      frontier.sweep(this::adopt);
    }
  }

  private void gather() {
    frontier.clear();
    for (Bin own : found) {
      frontier.append(own);
      own.clear();
    }
  }

  private void adopt(int worker, int u) {
    Bin own = found[worker];
    int[] tight = heads[worker];
    int parent = order.vertex(u);
    long end = out.rowStart(u + 1);
    for (long e = out.rowStart(u); e < end; e += BATCH) {
      int count = scan(e, Math.min(end, e + BATCH), labels[u], tight);
      for (int i = 0; i < count; i++) {
        offerParent(tight[i], parent, own);
      }
    }
  }

  /** Writes the heads of the tight arcs in {@code [from, to)}, without branches. */
  private int scan(long from, long to, float label, int[] heads) {
    MemorySegment columns = out.columnIndices();
    MemorySegment weights = out.values();
    float[] all = labels;
    boolean adds = shortest;
    int count = 0;
    for (long e = from; e < to; e++) {
      int v = columns.getAtIndex(JAVA_INT, e);
      float weight = weights == null ? 1f : weights.getAtIndex(JAVA_FLOAT, e);
      float offer = adds ? label + weight : Math.min(label, weight + 0f); // no −0, nor in labels
      int difference = Float.floatToRawIntBits(offer) ^ Float.floatToRawIntBits(all[v]);
      heads[count] = v;
      count += ((difference | -difference) >>> 31) ^ 1; // 1 if equal
    }
    return count;
  }

  private void offerParent(int v, int parent, Bin own) {
    int old = (int) PARENT.getOpaque(parents, v);
    while (parent < old) { // never once settled or outside: those are negative
      if (PARENT.compareAndSet(parents, v, old, parent)) {
        if (old == NONE) {
          own.add(v);
        }
        return;
      }
      old = (int) PARENT.getOpaque(parents, v);
    }
  }
}
