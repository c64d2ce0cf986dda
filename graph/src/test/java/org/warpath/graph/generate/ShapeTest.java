package org.warpath.graph.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.kernels.RunControl;

class ShapeTest {
  private static Graph directed(Generator generator) throws IOException {
    return generator.generate(BuildOptions.defaults(), RunControl.none()).graph();
  }

  private static Graph undirected(Generator generator) throws IOException {
    return generator
        .generate(BuildOptions.defaults().withDirected(false), RunControl.none())
        .graph();
  }

  private static void assertEdges(Generator generator, int vertexCount, int... ends)
      throws IOException {
    assertThat(generator.edgeCount()).isEqualTo(ends.length / 2);
    try (Graph graph = directed(generator);
        Graph expected = TestGraphs.directed(vertexCount, ends)) {
      assertSame(graph, expected);
    }
    try (Graph graph = undirected(generator);
        Graph expected = TestGraphs.undirected(vertexCount, ends)) {
      assertSame(graph, expected);
    }
  }

  @Test
  void aPathLeadsFromEachVertexToTheNext() throws IOException {
    assertEdges(new Shape.Path(4), 4, 0, 1, 1, 2, 2, 3);
    assertEdges(new Shape.Path(1), 1);
    assertEdges(new Shape.Path(0), 0);
  }

  @Test
  void aCycleCloses() throws IOException {
    assertEdges(new Shape.Cycle(3), 3, 0, 1, 1, 2, 2, 0);
    assertEdges(new Shape.Cycle(1), 1, 0, 0);
  }

  @Test
  void aStarLeadsFromItsCentreToAll() throws IOException {
    assertEdges(new Shape.Star(4), 4, 0, 1, 0, 2, 0, 3);
    assertEdges(new Shape.Star(1), 1);
  }

  @Test
  void aBinaryTreeLeadsDownTwoByTwo() throws IOException {
    assertEdges(new Shape.BinaryTree(6), 6, 0, 1, 0, 2, 1, 3, 1, 4, 2, 5);
    assertEdges(new Shape.BinaryTree(1), 1);
  }

  @Test
  void aGridLeadsRightAndDown() throws IOException {
    assertEdges(new Shape.Grid(2, 3), 6, 0, 1, 1, 2, 3, 4, 4, 5, 0, 3, 1, 4, 2, 5);
    assertEdges(new Shape.Grid(1, 2), 2, 0, 1);
    assertEdges(new Shape.Grid(2, 1), 2, 0, 1);
    assertEdges(new Shape.Grid(1, 1), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 1 << 20})
  void aGridHasFourNeighboursInsideAndTwoAtTheCorners(int columns) throws IOException {
    int rows = 3;
    try (Graph graph = undirected(new Shape.Grid(rows, columns))) {
      long[] degrees = new long[5];
      for (int v = 0; v < graph.vertexCount(); v++) {
        degrees[(int) graph.outDegree(v)]++;
      }
      long inside = (rows - 2L) * (columns - 2);
      assertThat(degrees).containsExactly(0, 0, 4, 2L * (rows - 2 + columns - 2), inside);
    }
  }

  @Test
  void anUndirectedShapeIsSymmetricAndADirectedOneIsNot() throws IOException {
    try (Graph both = undirected(new Shape.Path(3));
        Graph one = directed(new Shape.Path(3))) {
      assertThat(both.symmetric()).isTrue();
      assertThat(one.symmetric()).isFalse();
    }
  }

  @Test
  void theLargestGridCountsItsEdgesBeyondAnInt() {
    Shape.Grid grid = new Shape.Grid(1 << 15, (1 << 16) - 1);
    long last = grid.edgeCount() - 1;
    assertThat(last).isGreaterThan(Integer.MAX_VALUE);
    assertThat(grid.edge(last))
        .isEqualTo(
            Generator.ends(
                grid.vertexCount() - 1 - grid.columns(), /* target= */ grid.vertexCount() - 1));
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Cycle(0))
        .withMessage("vertexCount must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Path(-1))
        .withMessage("vertexCount must be at least 0, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Grid(1 << 16, 1 << 16))
        .withMessageContaining("65536×65536");
  }
}
