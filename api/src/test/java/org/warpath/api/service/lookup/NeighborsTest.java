package org.warpath.api.service.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.warpath.api.service.lookup.Neighbors.Direction;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;

class NeighborsTest {

  @Property(tries = 300)
  void pagesTogetherAreAllNeighboursWithTheirWeights(
      @ForAll @IntRange(min = 1, max = 20) int vertexCount,
      @ForAll @IntRange(max = 100) int edgeCount,
      @ForAll boolean symmetric,
      @ForAll Direction direction,
      @ForAll @IntRange(min = 1, max = 7) int limit,
      @ForAll @IntRange(max = 19) int drawn,
      @ForAll long seed) {
    int vertex = drawn % vertexCount;
    try (DrawnGraph sample = DrawnGraph.of(vertexCount, edgeCount, symmetric, seed)) {
      List<Edge> expected =
          sample.edges().stream()
              .filter(e -> vertex == (direction == Direction.OUT ? e.source() : e.target()))
              .toList();
      List<Edge> found = new ArrayList<>();
      for (long offset = 0; offset <= found.size(); offset += limit) {
        Neighbors page = Neighbors.of(sample.graph(), vertex, direction, offset, limit);
        assertThat(page.degree()).isEqualTo(expected.size());
        assertThat(page.vertices()).hasSizeLessThanOrEqualTo(limit);
        for (int i = 0; i < page.vertices().length; i++) {
          int other = page.vertices()[i];
          found.add(
              direction == Direction.OUT
                  ? new Edge(vertex, other, page.weights()[i])
                  : new Edge(other, vertex, page.weights()[i]));
        }
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Example
  void behindTheLastNeighbourIsNothing() {
    try (Graph graph = TestGraphs.directed(3, 0, 1, 0, 2)) {
      for (long offset : new long[] {2, 3, Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
        Neighbors page = Neighbors.of(graph, 0, Direction.OUT, offset, 10_000);
        assertThat(page.degree()).isEqualTo(2);
        assertThat(page.vertices()).isEmpty();
      }
      assertThat(Neighbors.of(graph, 0, Direction.OUT, 1, 10_000).vertices()).containsExactly(2);
    }
  }

  @Example
  void outgoingEdgesAreShownWithoutMakingIncomingOnes() {
    try (Graph graph = TestGraphs.directed(3, 0, 1, 0, 2)) {
      Neighbors.of(graph, 0, Direction.OUT, 0, 10);
      assertThat(graph.hasInEdges()).isFalse();
      assertThat(Neighbors.of(graph, 2, Direction.IN, 0, 10).vertices()).containsExactly(0);
    }
  }

  @Example
  void aVertexThatDoesNotExistIsRefused() {
    try (Graph graph = TestGraphs.directed(3, 0, 1)) {
      assertThatThrownBy(() -> Neighbors.of(graph, 3, Direction.OUT, 0, 10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("vertex must be in [0, 3), was 3");
    }
  }
}
