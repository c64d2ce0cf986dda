package org.warpath.graph.bfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphalyticsExample;
import org.warpath.graph.RandomGraphs;
import org.warpath.graph.RandomGraphs.Sample;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/** What breadth-first search must do on every engine. */
public abstract class BfsContract {
  protected abstract Engine engine();

  private BfsResult search(Graph graph, int source) {
    BfsResult result = Bfs.run(graph, BfsOptions.defaults(source), engine());
    assertThat(BfsVerifier.firstViolation(graph, result)).isEmpty();
    return result;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void graphalyticsReferenceOutputIsMet(boolean directed) throws IOException {
    GraphalyticsExample example = GraphalyticsExample.of(directed);
    try (Graph graph = example.graph()) {
      BfsResult result = search(graph, example.vertex(directed ? "1" : "2"));

      for (int v = 0; v < graph.vertexCount(); v++) {
        assertThat(Long.toString(result.depth(v))).isEqualTo(example.expected("BFS").get(v));
      }
    }
  }

  @Test
  void onAPathTheDepthIsTheIndex() {
    try (Graph graph = TestGraphs.directed(5, 0, 1, 1, 2, 2, 3, 3, 4)) {
      BfsResult result = search(graph, 1);

      assertThat(result.depths()).containsExactly(-1, 0, 1, 2, 3);
      assertThat(result.parents()).containsExactly(-1, -1, 1, 2, 3);
      assertThat(result.reached()).isEqualTo(4);
      assertThat(result.levels()).isEqualTo(4);
      assertThat(result.pathTo(4)).containsExactly(1, 2, 3, 4);
      assertThat(result.pathTo(1)).containsExactly(1);
      assertThat(result.pathTo(0)).isEmpty();
      assertThat(result.depth(0)).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void theParentIsTheSmallestVertexOneLevelNearer() {
    try (Graph graph = TestGraphs.directed(5, 0, 3, 0, 2, 0, 1, 3, 4, 2, 4, 1, 4, 4, 4, 2, 4)) {
      assertThat(search(graph, 0).parents()).containsExactly(-1, 0, 0, 0, 1);
    }
  }

  @Test
  void aCycleAStarATreeAndAGridHaveClosedForms() throws IOException {
    try (Graph cycle = TestGraphs.undirected(8, Shapes.cycle(8));
        Graph star = TestGraphs.undirected(7, Shapes.star(6));
        Imported tree =
            new Shape.BinaryTree(1023).generate(BuildOptions.defaults(), RunControl.none());
        Imported grid =
            new Shape.Grid(30, 40)
                .generate(BuildOptions.defaults().withDirected(false), RunControl.none())) {
      assertThat(search(cycle, 0).depths()).containsExactly(0, 1, 2, 3, 4, 3, 2, 1);
      assertThat(search(star, 3).depths()).containsExactly(1, 2, 2, 0, 2, 2, 2);
      int[] levels = search(tree.graph(), 0).depths();
      int[] distances = search(grid.graph(), 0).depths();
      for (int v = 0; v < levels.length; v++) {
        assertThat(levels[v]).isEqualTo(31 - Integer.numberOfLeadingZeros(v + 1));
      }
      for (int v = 0; v < distances.length; v++) {
        assertThat(distances[v]).isEqualTo(v / 40 + v % 40);
      }
    }
  }

  @Test
  void aSourceWithoutArcsReachesItself() {
    try (Graph graph = TestGraphs.directed(2, 1, 1)) {
      assertThat(search(graph, 0).depths()).containsExactly(0, -1);
      assertThat(search(graph, 1).depths()).containsExactly(-1, 0);
    }
    try (Graph single = TestGraphs.directed(1)) {
      assertThat(search(single, 0).reached()).isEqualTo(1);
    }
  }

  @Test
  void aSearchWithoutParentsHasTheSameDepths() {
    try (Graph graph = TestGraphs.undirected(9, Shapes.join(Shapes.cycle(6), Shapes.star(8)))) {
      BfsResult without = Bfs.run(graph, BfsOptions.defaults(2).withParents(false), engine());

      assertThat(without.depths()).isEqualTo(search(graph, 2).depths());
      assertThat(without.parents()).isNull();
      assertThatThrownBy(() -> without.pathTo(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aTargetEndsTheSearchOnItsLevel() {
    try (Graph graph = TestGraphs.directed(5, 0, 1, 1, 2, 2, 3, 3, 4)) {
      BfsResult result = Bfs.run(graph, BfsOptions.defaults(0).withTarget(2), engine());

      assertThat(result.pathTo(2)).containsExactly(0, 1, 2);
      assertThat(result.depths()[4]).isEqualTo(-1);
    }
  }

  @Test
  void aSourceOutsideTheGraphIsRefused() {
    try (Graph graph = TestGraphs.directed(3, 0, 1);
        Graph empty = TestGraphs.directed(0)) {
      assertThatThrownBy(() -> search(graph, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("source must be in [0, 3), was 3");
      assertThatThrownBy(() -> search(empty, 0))
          .hasMessage("source 0 does not exist: the graph is empty");
      assertThatThrownBy(() -> BfsOptions.defaults(-1))
          .hasMessage("source must not be negative, was -1");
      assertThatThrownBy(() -> Bfs.run(graph, BfsOptions.defaults(0).withTarget(7), engine()))
          .hasMessageContaining("target must be in [0, 3)");
    }
  }

  @Test
  void aCancelledSearchStops() {
    CancellationToken token = new CancellationToken();
    RunControl control = new RunControl(progress -> token.cancel(), token);
    try (Graph graph = TestGraphs.directed(4, 0, 1, 1, 2, 2, 3)) {
      assertThatThrownBy(() -> Bfs.run(graph, BfsOptions.defaults(0), engine(), control))
          .isInstanceOf(CancellationException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSkewedGraphIsSearchedBothWays(boolean directed) throws IOException {
    BuildOptions options =
        BuildOptions.defaults()
            .withDirected(directed)
            .withDuplicates(Duplicates.FIRST)
            .withSelfLoops(SelfLoops.DROP)
            .withOrdering(Ordering.DEGREE);
    try (Imported made = new Rmat(13, 16, 5).generate(options, RunControl.none());
        Imported plain =
            new Rmat(13, 16, 5).generate(options.withOrdering(Ordering.NONE), RunControl.none())) {
      Graph graph = made.graph();
      for (int source : new int[] {0, 17, 4711}) {
        BfsResult topDown = search(graph, source);
        Csr in = graph.in();
        BfsResult bothWays = search(graph, source);

        assertThat(in.entryCount()).isEqualTo(graph.edgeCount());
        assertThat(bothWays.depths()).isEqualTo(topDown.depths());
        assertThat(bothWays.parents()).isEqualTo(topDown.parents());
        assertThat(search(plain.graph(), source).depths()).isEqualTo(topDown.depths());
        assertThat(search(plain.graph(), source).parents()).isEqualTo(topDown.parents());
      }
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void randomGraphsAgreeWithAQueue(@ForAll("samples") Sample sample) {
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      for (int source = 0; source < sample.vertexCount(); source++) {
        BfsResult result = search(graph, source);
        BfsResult other = search(shuffled, source);

        assertThat(result.depths()).isEqualTo(byQueue(graph, source));
        assertThat(other.depths()).isEqualTo(result.depths());
        assertThat(other.parents()).isEqualTo(result.parents());
      }
    }
  }

  @Provide
  Arbitrary<Sample> samples() {
    return RandomGraphs.samples();
  }

  private static int[] byQueue(Graph graph, int source) {
    int[] depths = new int[graph.vertexCount()];
    Arrays.fill(depths, -1);
    depths[source] = 0;
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(source);
    while (!queue.isEmpty()) {
      int u = queue.poll();
      for (long e = graph.out().rowStart(u); e < graph.out().rowStart(u + 1); e++) {
        int v = graph.out().column(e);
        if (depths[v] < 0) {
          depths[v] = depths[u] + 1;
          queue.add(v);
        }
      }
    }
    return depths;
  }
}
