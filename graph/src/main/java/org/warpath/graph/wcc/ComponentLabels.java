package org.warpath.graph.wcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;

/**
 * From the root of each stored place to the smallest vertex of its component, which no order of
 * hooking can change, and to the sizes of components.
 */
final class ComponentLabels {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int TASKS = 256;

  private final int[] roots;
  private final VertexOrder order;
  private final int threads;
  // Both by root: the smallest vertex of the component, and its size.
  private final int[] least;
  private final int[] sizes;

  ComponentLabels(int[] roots, VertexOrder order, int threads) {
    this.roots = roots;
    this.order = order;
    this.threads = threads;
    least = new int[roots.length];
    sizes = new int[roots.length];
    Parallel.forEach(
        threads,
        TASKS,
        task -> Arrays.fill(least, first(task), first(task + 1), Integer.MAX_VALUE));
    Parallel.forEach(threads, TASKS, task -> gather(first(task), first(task + 1)));
  }

  private int first(int task) {
    return (int) ((long) roots.length * task / TASKS);
  }

  /** Collects places {@code from … to−1}; neighbours mostly share a root, so runs are added. */
  private void gather(int from, int to) {
    int place = from;
    while (place < to) {
      int root = roots[place];
      int smallest = order.vertex(place);
      int end = place + 1;
      while (end < to && roots[end] == root) {
        smallest = Math.min(smallest, order.vertex(end++));
      }
      INTS.getAndAdd(sizes, root, end - place);
      lower(root, smallest);
      place = end;
    }
  }

  private void lower(int root, int vertex) {
    int known = (int) INTS.getOpaque(least, root);
    while (vertex < known && !INTS.compareAndSet(least, root, known, vertex)) {
      known = (int) INTS.getOpaque(least, root);
    }
  }

  int componentCount() {
    return (int)
        Parallel.sumLong(
            threads,
            TASKS,
            task -> {
              int count = 0;
              for (int place = first(task); place < first(task + 1); place++) {
                count += roots[place] == place ? 1 : 0;
              }
              return count;
            });
  }

  int largestSize() {
    int[] largest = new int[TASKS];
    Parallel.forEach(
        threads,
        TASKS,
        task -> {
          int most = 0;
          for (int root = first(task); root < first(task + 1); root++) {
            most = Math.max(most, sizes[root]);
          }
          largest[task] = most;
        });
    return Arrays.stream(largest).max().orElse(0);
  }

  /** int[n] by vertex: the smallest vertex of its component. */
  int[] byVertex() {
    int[] labels = new int[roots.length];
    Parallel.forEach(
        threads,
        TASKS,
        task -> {
          for (int v = first(task); v < first(task + 1); v++) {
            labels[v] = least[roots[order.stored(v)]];
          }
        });
    return labels;
  }
}
