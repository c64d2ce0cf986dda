package org.warpath.graph.wcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaWccTest extends WccContract {
  private static final Engine CPU = Engine.cpu(2);

  @Override
  protected Engine engine() {
    return TestDevice.engine();
  }

  private void assertSameAsCpu(Graph graph) {
    for (int rounds : new int[] {0, 1, 2, 5}) {
      WccOptions options = new WccOptions(rounds);
      WccResult expected = Wcc.run(graph, options, CPU);
      WccResult result = Wcc.run(graph, options, engine());

      assertThat(result.labels()).isEqualTo(expected.labels());
      assertThat(result.componentCount()).isEqualTo(expected.componentCount());
      assertThat(result.largestSize()).isEqualTo(expected.largestSize());
      assertThat(result.stats().iterations()).isEqualTo(expected.stats().iterations());
    }
  }

  @ParameterizedTest
  @CsvSource({"true,DEGREE", "true,NONE", "false,DEGREE", "false,NONE"})
  void skewedGraphsFallApartAsOnTheCpu(boolean directed, Ordering ordering) throws IOException {
    BuildOptions options = BuildOptions.defaults().withDirected(directed).withOrdering(ordering);
    for (int edgesPerVertex : new int[] {1, 3, 12}) {
      try (Imported made =
          new Rmat(13, edgesPerVertex, edgesPerVertex).generate(options, RunControl.none())) {
        Graph graph = made.graph();
        assertSameAsCpu(graph);
        assertThat(graph.in().entryCount()).isEqualTo(graph.edgeCount());
        assertSameAsCpu(graph);
      }
    }
  }

  // Paths are the longest trees, numbered upwards, downwards and at random.
  @Test
  void pathsAreOneComponentHoweverTheyAreNumbered() {
    int n = 20_000;
    int[] shuffled = TestGraphs.shuffled(n, 5);
    int[] up = IntStream.range(0, n - 1).flatMap(v -> IntStream.of(v, v + 1)).toArray();
    int[] down = IntStream.range(0, n - 1).flatMap(v -> IntStream.of(v + 1, v)).toArray();
    int[] random = IntStream.of(up).map(v -> shuffled[v]).toArray();
    for (int[] ends : new int[][] {up, down, random}) {
      try (Graph directed = TestGraphs.directed(n, ends);
          Graph undirected = TestGraphs.undirected(n, ends)) {
        assertSameAsCpu(directed);
        assertSameAsCpu(undirected);
      }
    }
  }

  // As where kinds of vertices are numbered in ranges: arcs on both sides of many empty rows.
  @ParameterizedTest
  @ValueSource(ints = {33, 64, 1_000})
  void arcsBeyondGapsOfEmptyRowsCount(int gap) {
    int vertices = 40;
    int n = vertices * gap + 1;
    int[] ends =
        IntStream.range(0, vertices).flatMap(i -> IntStream.of(i * gap, (i + 1) * gap)).toArray();
    try (Graph directed = TestGraphs.directed(n, ends);
        Graph undirected = TestGraphs.undirected(n, ends)) {
      assertSameAsCpu(directed);
      assertSameAsCpu(undirected);
      assertThat(directed.in().entryCount()).isEqualTo(directed.edgeCount());
      assertSameAsCpu(directed);
    }
  }

  @Test
  void aGridAndHubsWithLeavesAreFound() throws IOException {
    int[] hubs =
        Shapes.join(
            Shapes.star(9_000),
            IntStream.range(9_002, 15_000).flatMap(v -> IntStream.of(v, 9_001)).toArray());
    try (Imported grid =
            new Shape.Grid(100, 90)
                .generate(BuildOptions.defaults().withDirected(true), RunControl.none());
        Graph directed = TestGraphs.directed(15_001, hubs);
        Graph undirected = TestGraphs.undirected(15_001, hubs)) {
      assertSameAsCpu(grid.graph());
      assertSameAsCpu(directed);
      assertSameAsCpu(undirected);
      assertThat(directed.in().entryCount()).isEqualTo(directed.edgeCount());
      assertSameAsCpu(directed);
    }
  }
}
