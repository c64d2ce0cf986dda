package org.warpath.graph.wcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A forest over {@code 0 … n−1} in which every parent is at most its child, and a root its own
 * parent; many threads may hook trees together at once.
 *
 * <p>Reading a parent plainly is safe: whatever value a thread sees was once written there, so it
 * is an ancestor still, and only the compare-and-set of a root decides.
 */
final class DisjointTrees {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int SAMPLES = 1024;

  private final int[] parents;

  DisjointTrees(int count) {
    parents = new int[count];
  }

  /** int[n]: each one's parent, after {@link #flatten} its root. */
  int[] parents() {
    return parents;
  }

  int parent(int vertex) {
    return parents[vertex];
  }

  /** Makes {@code from … to−1} roots. */
  void plant(int from, int to) {
    for (int v = from; v < to; v++) {
      parents[v] = v;
    }
  }

  /** Joins the trees of {@code u} and {@code v}. */
  void hook(int u, int v) {
    int[] parents = this.parents;
    int a = parents[u];
    int b = parents[v];
    while (a != b) {
      int high = Math.max(a, b);
      int low = Math.min(a, b);
      int parent = parents[high];
      if (parent == low || (parent == high && INTS.compareAndSet(parents, high, high, low))) {
        return;
      }
      a = parents[parents[high]];
      b = parents[low];
    }
  }

  /** Makes roots the parents of {@code from … to−1}; not while trees are being hooked. */
  void flatten(int from, int to) {
    int[] parents = this.parents;
    for (int v = from; v < to; v++) {
      int parent = parents[v];
      int above = parents[parent];
      while (parent != above) {
        parent = above;
        above = parents[parent];
      }
      parents[v] = parent;
    }
  }

  /** A root that many vertices hang from, by a sample; −1 if there are no vertices. */
  int frequentRoot() {
    Map<Integer, Integer> counts = new HashMap<>();
    SplittableRandom random = new SplittableRandom(1);
    int best = -1;
    int most = 0;
    for (int i = 0; i < SAMPLES && parents.length > 0; i++) {
      int root = parents[random.nextInt(parents.length)];
      int count = counts.merge(root, 1, Integer::sum);
      if (count > most) {
        most = count;
        best = root;
      }
    }
    return best;
  }
}
