package org.warpath.api.service.algorithms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
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

  /** The first {@code k}; O(n log k) time. */
  public List<Entry> first(VertexVector values, int k) {
    return switch (this) {
      case HIGHEST -> select(values, k, Comparator.comparingDouble(Entry::value).reversed());
      case LOWEST -> select(values, k, Comparator.comparingDouble(Entry::value));
      case LARGEST_GROUPS -> largestGroups(values, k);
    };
  }

  private static List<Entry> select(VertexVector values, int k, Comparator<Entry> order) {
    Comparator<Entry> firstFirst = order.thenComparingInt(Entry::vertex);
    PriorityQueue<Entry> best =
        new PriorityQueue<>(Math.max(1, Math.min(k, 1024)), firstFirst.reversed());
    for (int vertex = 0; vertex < values.length() && k > 0; vertex++) {
      double value = values.at(vertex);
      if (!Double.isFinite(value) || value == Long.MAX_VALUE) {
        continue; // not reached
      }
      Entry worst = best.peek();
      if (best.size() < k) {
        best.add(new Entry(vertex, value));
      } else if (worst != null && order.compare(new Entry(vertex, value), worst) < 0) {
        best.poll();
        best.add(new Entry(vertex, value));
      }
    }
    List<Entry> sorted = new ArrayList<>(best);
    sorted.sort(firstFirst);
    return Collections.unmodifiableList(sorted);
  }

  private static List<Entry> largestGroups(VertexVector labels, int k) {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int vertex = 0; vertex < labels.length(); vertex++) {
      sizes.merge((int) labels.at(vertex), 1, Integer::sum);
    }
    return sizes.entrySet().stream()
        .map(group -> new Entry(group.getKey(), group.getValue()))
        .sorted(Comparator.comparingDouble(Entry::value).reversed().thenComparingInt(Entry::vertex))
        .limit(k)
        .toList();
  }
}
