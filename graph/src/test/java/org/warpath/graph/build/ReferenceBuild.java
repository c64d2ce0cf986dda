package org.warpath.graph.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;

/**
 * What a build must give, by the plainest means: maps and lists.
 *
 * @param arcs by source, target and input order
 * @param selfLoops edges dropped as such
 * @param duplicates arcs dropped as such
 */
record ReferenceBuild(List<Edge> arcs, long selfLoops, long duplicates) {

  private record Ends(int source, int target) {}

  static ReferenceBuild of(List<Edge> edges, BuildOptions options, boolean weighted) {
    List<Edge> kept =
        edges.stream()
            .filter(e -> e.source() != e.target() || options.selfLoops() == SelfLoops.KEEP)
            .toList();
    List<Edge> arcs = options.directed() ? kept : TestGraphs.mirrored(kept);
    Map<Ends, List<Float>> parallel =
        new TreeMap<>(Comparator.comparingInt(Ends::source).thenComparingInt(Ends::target));
    for (Edge arc : arcs) {
      parallel
          .computeIfAbsent(new Ends(arc.source(), arc.target()), ends -> new ArrayList<>())
          .add(arc.weight());
    }
    List<Edge> result = new ArrayList<>();
    parallel.forEach((ends, weights) -> {
      for (float weight : merged(weights, options.duplicates())) {
        result.add(new Edge(ends.source(), ends.target(), weighted ? weight : 1f));
      }
    });
    return new ReferenceBuild(result, edges.size() - kept.size(), arcs.size() - result.size());
  }

  private static List<Float> merged(List<Float> weights, Duplicates policy) {
    return switch (policy) {
      case KEEP -> weights;
      case FIRST -> List.of(weights.getFirst());
      case SUM ->
          List.of((float) weights.stream().mapToDouble(w -> w).reduce(Double::sum).orElse(0));
      case MIN -> List.of(weights.stream().min(Comparator.naturalOrder()).orElseThrow());
      case MAX -> List.of(weights.stream().max(Comparator.naturalOrder()).orElseThrow());
    };
  }

  /** The graph, stored by descending degree if asked. */
  Graph graph(int vertexCount, BuildOptions options, boolean weighted, boolean byDegree) {
    int[] order = byDegree ? byDegree(vertexCount, options.directed()) : null;
    return TestGraphs.graph(vertexCount, !options.directed(), weighted, arcs, order);
  }

  /** The graph of all arcs the other way round, for comparison with in-edges. */
  Graph flipped(int vertexCount, boolean weighted, boolean byDegree) {
    List<Edge> back =
        arcs.stream()
            .map(e -> new Edge(/* source= */ e.target(), /* target= */ e.source(), e.weight()))
            .toList();
    int[] order = byDegree ? byDegree(vertexCount, true) : null;
    return TestGraphs.graph(vertexCount, false, weighted, back, order);
  }

  private int[] byDegree(int vertexCount, boolean directed) {
    int[] degrees = new int[vertexCount];
    for (Edge arc : arcs) {
      degrees[arc.source()]++;
      if (directed) {
        degrees[arc.target()]++;
      }
    }
    return IntStream.range(0, vertexCount)
        .boxed()
        .sorted(Comparator.<Integer>comparingInt(v -> -degrees[v]).thenComparingInt(v -> v))
        .mapToInt(v -> v)
        .toArray();
  }
}
