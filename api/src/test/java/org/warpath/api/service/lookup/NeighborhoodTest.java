package org.warpath.api.service.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.lookup.Neighborhood.Direction;
import org.warpath.api.service.lookup.Subgraph.Member;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.RunControl;

class NeighborhoodTest {

  /** Against lists and sets of edges, as the contract words it. */
  @Property(tries = 500)
  void theSubgraphIsThatOfAPlainSearch(
      @ForAll @IntRange(min = 1, max = 30) int vertexCount,
      @ForAll @IntRange(max = 90) int edgeCount,
      @ForAll boolean symmetric,
      @ForAll Direction direction,
      @ForAll @IntRange(max = 4) int hops,
      @ForAll @IntRange(min = 1, max = 40) int limit,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 29) Integer> drawn,
      @ForAll long seed) {
    List<Integer> starts = drawn.stream().map(v -> v % vertexCount).toList();
    // Few different ranks, so that many are equal.
    double[] ranks = new Random(seed).ints(vertexCount, 0, 5).asDoubleStream().toArray();
    try (DrawnGraph sample = DrawnGraph.of(vertexCount, edgeCount, symmetric, seed)) {
      Subgraph found =
          Neighborhood.around(sample.graph(), starts, hops, direction, limit, v -> ranks[v]);
      Expected expected = expected(sample.edges(), starts, hops, direction, limit, ranks);

      assertThat(found.members()).isEqualTo(expected.members);
      assertThat(found.truncated()).isEqualTo(expected.truncated);
      Set<Integer> members = new HashSet<>(found.members().stream().map(Member::vertex).toList());
      assertThat(edges(found))
          .containsExactlyInAnyOrderElementsOf(
              sample.edges().stream()
                  .filter(e -> members.contains(e.source()) && members.contains(e.target()))
                  .toList());
    }
  }

  private record Expected(List<Member> members, boolean truncated) {}

  private static Expected expected(
      List<Edge> edges,
      List<Integer> starts,
      int hops,
      Direction direction,
      int limit,
      double[] ranks) {
    List<Member> members = new ArrayList<>();
    Set<Integer> chosen = new HashSet<>();
    Set<Integer> candidates = new HashSet<>(starts);
    for (int hop = 0; hop <= hops && !candidates.isEmpty(); hop++) {
      List<Integer> taken =
          candidates.stream()
              .sorted(
                  Comparator.<Integer>comparingDouble(v -> -ranks[v])
                      .thenComparing(Comparator.naturalOrder()))
              .limit(limit - chosen.size())
              .toList();
      for (int vertex : taken) {
        members.add(new Member(vertex, hop, ranks[vertex]));
      }
      chosen.addAll(taken);
      if (taken.size() < candidates.size()) {
        return new Expected(members, true);
      }
      candidates = new HashSet<>();
      for (Edge edge : edges) {
        if (direction != Direction.IN && taken.contains(edge.source())) {
          candidates.add(edge.target());
        }
        if (direction != Direction.OUT && taken.contains(edge.target())) {
          candidates.add(edge.source());
        }
      }
      candidates.removeAll(chosen);
    }
    return new Expected(members, false);
  }

  private static List<Edge> edges(Subgraph subgraph) {
    List<Edge> edges = new ArrayList<>();
    subgraph.<RuntimeException>forEachEdge(
        (source, target, weight) -> edges.add(new Edge(source, target, weight)));
    return edges;
  }

  @Test
  void edgesComeBySourceInTheOrderOfMembers() {
    try (Graph graph = TestGraphs.directed(4, 0, 1, 1, 0, 2, 0, 0, 0, 3, 3, 0, 1)) {
      Subgraph found =
          Neighborhood.around(graph, List.of(1), 1, Direction.BOTH, 10, v -> v == 0 ? 9 : v);

      assertThat(found.members()).containsExactly(new Member(1, 0, 1), new Member(0, 1, 9));
      assertThat(edges(found))
          .containsExactly(
              new Edge(1, 0, 1), new Edge(0, 0, 1), new Edge(0, 1, 1), new Edge(0, 1, 1));
    }
  }

  /** A hub's neighbours are looked at, not gathered; its row is searched, not read, for edges. */
  @Test
  void aHubOfAMillionNeighboursTakesMemoryForTheChosenOnly() throws IOException {
    int n = 1_000_001;
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Graph star = star(n)) {
      Neighborhood.around(star, List.of(0), 1, Direction.OUT, 10, v -> v);
      long before = thread.getCurrentThreadAllocatedBytes();
      // The last ones rank highest: each of a million puts another one out.
      Subgraph found = Neighborhood.around(star, List.of(0), 2, Direction.OUT, 101, v -> -v);
      long allocated = thread.getCurrentThreadAllocatedBytes() - before;

      assertThat(found.truncated()).isTrue();
      assertThat(found.members()).hasSize(101);
      assertThat(found.members().get(100)).isEqualTo(new Member(100, 1, -100));
      assertThat(edges(found)).hasSize(100);
      assertThat(allocated).isLessThan(1 << 18);
    }
  }

  private static Graph star(int vertexCount) throws IOException {
    return new Shape.Star(vertexCount).generate(BuildOptions.defaults(), RunControl.none()).graph();
  }
}
