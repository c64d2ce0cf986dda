package org.warpath.api.service.algorithms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;
import org.warpath.graph.export.VertexVector;

/** Which vertices come first. Ties go to the smaller vertex; what is not finite comes never. */
public enum Ranking {
  /** The largest values. */
  HIGHEST,
  /** The smallest values. */
  LOWEST,
  /** The largest groups of equal labels: a group's label and its size. */
  LARGEST_GROUPS;

  /** A vertex and its value. */
  public record Entry(int vertex, double value) {}

  /** The first {@code k}; O(n log k) time, and 4 bytes a vertex to count groups. */
  public List<Entry> first(VertexVector values, int k) {
    return switch (this) {
      case HIGHEST -> select(values.length(), v -> finite(values, v), k, 1);
      case LOWEST -> select(values.length(), v -> finite(values, v), k, -1);
      case LARGEST_GROUPS -> {
        int[] sizes = sizes(values);
        yield select(sizes.length, v -> sizes[v] == 0 ? Double.NaN : sizes[v], k, 1);
      }
    };
  }

  private static double finite(VertexVector values, int vertex) {
    return values.isFinite(vertex) ? values.at(vertex) : Double.NaN;
  }

  /** How many vertices have each label, labels being vertices. */
  private static int[] sizes(VertexVector labels) {
    int[] sizes = new int[labels.length()];
    for (int vertex = 0; vertex < sizes.length; vertex++) {
      sizes[(int) labels.at(vertex)]++;
    }
    return sizes;
  }

  /**
   * The first {@code k} of {@code count} vertices.
   *
   * @param valueAt their values; NaN leaves one out
   * @param sign 1 if the largest come first, -1 if the smallest
   */
  private static List<Entry> select(int count, IntToDoubleFunction valueAt, int k, int sign) {
    Comparator<Entry> firstFirst =
        Comparator.<Entry>comparingDouble(entry -> -sign * entry.value)
            .thenComparingInt(Entry::vertex);
    PriorityQueue<Entry> best =
        new PriorityQueue<>(Math.max(1, Math.min(k, 1024)), firstFirst.reversed());
    for (int vertex = 0; vertex < count && k > 0; vertex++) {
      double value = valueAt.applyAsDouble(vertex);
      if (Double.isNaN(value)) {
        continue;
      }
      Entry worst = best.peek();
      if (best.size() < k) {
        best.add(new Entry(vertex, value));
      } else if (worst != null && sign * value > sign * worst.value) {
        best.poll();
        best.add(new Entry(vertex, value));
      }
    }
    List<Entry> sorted = new ArrayList<>(best);
    sorted.sort(firstFirst);
    return Collections.unmodifiableList(sorted);
  }
}
