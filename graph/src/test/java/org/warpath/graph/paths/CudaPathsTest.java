package org.warpath.graph.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.TestDevice;

/** Graphs of many shapes, on which the CUDA engine must give the CPU's bits. */
@Tag("gpu")
class CudaPathsTest {
  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }

  private static void assertSameAsOnTheCpu(Graph graph, SsspOptions options) {
    SsspResult expected = Sssp.run(graph, options, Engine.cpu(1));
    SsspResult found = Sssp.run(graph, options, TestDevice.engine());
    assertThat(found.distances()).containsExactly(expected.distances());
    assertThat(found.parents()).containsExactly(expected.parents());
    assertThat(found.reachedCount()).isEqualTo(expected.reachedCount());
  }

  private static void assertSameAsOnTheCpu(Graph graph, WidestPathOptions options) {
    WidestPathResult expected = WidestPath.run(graph, options, Engine.cpu(1));
    WidestPathResult found = WidestPath.run(graph, options, TestDevice.engine());
    assertThat(found.widths()).containsExactly(expected.widths());
    assertThat(found.parents()).containsExactly(expected.parents());
    assertThat(found.reachedCount()).isEqualTo(expected.reachedCount());
  }

  private static void assertSameAsOnTheCpu(Graph graph, int source, int target) {
    assertSameAsOnTheCpu(graph, SsspOptions.defaults(source));
    assertSameAsOnTheCpu(graph, SsspOptions.defaults(source).withTarget(target));
    assertSameAsOnTheCpu(graph, WidestPathOptions.defaults(source));
    assertSameAsOnTheCpu(graph, WidestPathOptions.defaults(source).withTarget(target));
  }

  @Test
  void rmatGraphsInDegreeOrder() throws IOException {
    for (boolean directed : new boolean[] {true, false}) {
      BuildOptions build =
          BuildOptions.defaults().withDirected(directed).withOrdering(Ordering.DEGREE);
      try (Imported imported =
          new Rmat(10, 16, 5)
              .generate(build, Optional.of(new IntegerWeights(1, 255, 5)), RunControl.none())) {
        Graph graph = imported.graph();
        int hub =
            IntStream.range(0, graph.vertexCount())
                .reduce(0, (u, v) -> graph.outDegree(v) > graph.outDegree(u) ? v : u);
        assertThat(graph.outDegree(hub)).isGreaterThan(256); // cut into pieces
        assertSameAsOnTheCpu(graph, hub, 77);
        assertSameAsOnTheCpu(graph, 3, hub);
      }
    }
  }

  @Test
  void gridsOfWholeAndOfBrokenWeights() {
    int side = 40;
    Random random = new Random(6);
    for (boolean whole : new boolean[] {true, false}) {
      List<Edge> edges = new ArrayList<>();
      for (int v = 0; v < side * side; v++) {
        for (int step : new int[] {1, side}) {
          if (step == 1 ? v % side < side - 1 : v + side < side * side) {
            edges.add(new Edge(v, v + step, whole ? random.nextInt(20) : random.nextFloat()));
          }
        }
      }
      List<Edge> arcs = TestGraphs.mirrored(edges);
      for (int[] order : Arrays.asList(null, TestGraphs.shuffled(side * side, 6))) {
        try (Graph graph = TestGraphs.graph(side * side, true, true, arcs, order)) {
          assertSameAsOnTheCpu(graph, 0, side * side / 2 + 7);
          assertSameAsOnTheCpu(graph, SsspOptions.defaults(5).withDelta(.5));
        }
      }
    }
  }

  @Test
  void aStarFromItsHubAndFromALeaf() {
    for (int leaves : new int[] {255, 256, 257, 5000}) {
      try (Graph graph = TestGraphs.undirected(leaves + 2, Shapes.star(leaves))) {
        assertSameAsOnTheCpu(graph, 0, 9);
        assertSameAsOnTheCpu(graph, 9, leaves + 1);
      }
    }
  }

  @Test
  void aLongPathTakesASweepAnArc() {
    int[] ends = IntStream.range(1, 700).flatMap(v -> IntStream.of(v - 1, v)).toArray();
    try (Graph graph = TestGraphs.directed(700, ends)) {
      assertSameAsOnTheCpu(graph, 0, 650);
      SsspResult result = Sssp.run(graph, SsspOptions.defaults(0), TestDevice.engine());
      assertThat(result.stats().iterations()).isEqualTo(699);
      // The target is relaxed too: an arc of weight 0 may lead from it to vertices no farther.
      SsspOptions near = SsspOptions.defaults(0).withTarget(10);
      assertThat(Sssp.run(graph, near, TestDevice.engine()).stats().iterations()).isEqualTo(11);
    }
  }

  @Test
  void aGraphWithoutEdges() {
    try (Graph graph = TestGraphs.weighted(33);
        Graph unweighted = TestGraphs.directed(33)) {
      assertSameAsOnTheCpu(graph, 32, 0);
      assertSameAsOnTheCpu(unweighted, 0, 32);
    }
  }
}
