package org.warpath.graph.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;

class GraphBuilderTest {
  private static final BuildOptions OPTIONS = BuildOptions.defaults().withThreads(2);

  private static Graph build(int vertexCount, BuildOptions options, EdgeBlock... blocks)
      throws IOException {
    return build(vertexCount, options, new ImportTally(), blocks);
  }

  private static Graph build(
      int vertexCount, BuildOptions options, ImportTally tally, EdgeBlock... blocks)
      throws IOException {
    try (GraphBuilder builder = new GraphBuilder(options, tally, RunControl.none())) {
      for (EdgeBlock block : blocks) {
        builder.accept(block);
      }
      return builder.build(vertexCount, Optional.empty());
    }
  }

  @ParameterizedTest
  @EnumSource(Ordering.class)
  void anEmptyGraphHasNeitherVerticesNorEdges(Ordering ordering) throws IOException {
    BuildOptions options = OPTIONS.withOrdering(ordering).withInEdges(true);
    try (Graph graph = build(0, options)) {
      assertThat(graph.vertexCount()).isZero();
      assertThat(graph.edgeCount()).isZero();
      assertThat(graph.in().entryCount()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Ordering.class)
  void aSingleVertexKeepsItsSelfLoopOnce(Ordering ordering) throws IOException {
    BuildOptions options = OPTIONS.withOrdering(ordering).withDirected(false);
    try (Graph graph = build(1, options, Blocks.of(0, 0));
        Graph expected = TestGraphs.undirected(1, 0, 0)) {
      assertSame("out", graph.out(), expected.out());
    }
  }

  @Test
  void verticesWithoutEdgesAreThere() throws IOException {
    try (Graph graph = build(3000, OPTIONS, Blocks.of(7, 2999));
        Graph expected = TestGraphs.directed(3000, 7, 2999)) {
      assertSame(graph, expected);
    }
  }

  @Test
  void anEmptyBlockIsNothing() throws IOException {
    EdgeBlock empty = new EdgeBlock(new int[5], new int[5], null, 0);
    try (Graph graph = build(2, OPTIONS, empty, Blocks.of(0, 1), empty)) {
      assertThat(graph.edgeCount()).isEqualTo(1);
    }
  }

  @Test
  void onlyTheFirstEntriesOfABlockCount() throws IOException {
    EdgeBlock block =
        new EdgeBlock(new int[] {0, 9}, new int[] {1, -9}, new float[] {2f, Float.NaN}, 1);
    try (Graph graph = build(2, OPTIONS, block)) {
      assertThat(graph.out().value(0)).isEqualTo(2f);
    }
  }

  @Test
  void aGraphOfDroppedSelfLoopsIsEmptyAndTheTallySaysWhy() throws IOException {
    ImportTally tally = new ImportTally();
    BuildOptions options = OPTIONS.withSelfLoops(SelfLoops.DROP).withDirected(false);
    try (Graph graph = build(3, options, tally, Blocks.of(0, 0, 1, 1, 1, 1))) {
      assertThat(graph.edgeCount()).isZero();
      assertThat(tally.report(0).dropped()).containsExactly(Map.entry("self-loop", 3L));
    }
  }

  @Test
  void droppedWeightsAreNotLookedAt() throws IOException {
    List<Edge> edges = List.of(new Edge(0, 1, Float.NaN));
    try (Graph graph = build(2, OPTIONS.withWeights(false), Blocks.of(edges, true))) {
      assertThat(graph.weighted()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "KEEP, 3, 0.5, 5",
    "FIRST, 1, 0.5, 0.5",
    "SUM, 1, 1, 1",
    "MIN, 1, -4.5, -4.5",
    "MAX, 1, 5, 5"
  })
  void parallelEdgesFollowThePolicy(Duplicates policy, int kept, float first, float last)
      throws IOException {
    List<Edge> edges = List.of(new Edge(0, 1, .5f), new Edge(0, 1, -4.5f), new Edge(0, 1, 5f));
    ImportTally tally = new ImportTally();
    BuildOptions options = OPTIONS.withDuplicates(policy);
    try (Graph graph = build(2, options, tally, Blocks.of(edges, true))) {
      assertThat(graph.edgeCount()).isEqualTo(kept);
      assertThat(graph.out().value(0)).isEqualTo(first);
      assertThat(graph.out().value(kept - 1)).isEqualTo(last);
      assertThat(tally.report(kept).dropped().getOrDefault("duplicate", 0L)).isEqualTo(3 - kept);
    }
  }

  @Test
  void sumsAreRoundedOnce() throws IOException {
    // In float arithmetic each of the small ones would vanish.
    List<Edge> edges = new ArrayList<>(List.of(new Edge(0, 1, 0x1p24f)));
    for (int i = 0; i < 4; i++) {
      edges.add(new Edge(0, 1, .5f));
    }
    BuildOptions options = OPTIONS.withDuplicates(Duplicates.SUM);
    try (Graph graph = build(2, options, Blocks.of(edges, true))) {
      assertThat(graph.out().value(0)).isEqualTo(0x1p24f + 2f);
    }
  }

  @Test
  void infinitiesThatCancelHaveNoSum() {
    List<Edge> edges =
        List.of(new Edge(0, 1, Float.POSITIVE_INFINITY), new Edge(0, 1, Float.NEGATIVE_INFINITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(2, OPTIONS.withDuplicates(Duplicates.SUM), Blocks.of(edges, true)))
        .withMessage("parallel edges to vertex 1 weigh both +∞ and −∞, which have no sum");
  }

  @Test
  void aNegativeIdIsRefusedByEdge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(5, OPTIONS, Blocks.of(0, 1), Blocks.of(1, 2, 3, -4)))
        .withMessage("vertex ids must be in [0, 2147483647), edge 2 is 3→-4");
  }

  @Test
  void anIdThatLeavesNoRoomForACountIsRefusedByEdge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(5, OPTIONS, Blocks.of(0, Integer.MAX_VALUE)))
        .withMessage("vertex ids must be in [0, 2147483647), edge 0 is 0→2147483647");
  }

  @Test
  void aNegativeVertexCountIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(-1, OPTIONS))
        .withMessage("vertexCount must be at least 0, was -1");
  }

  @Test
  void anIdBeyondTheVerticesIsRefusedByEdge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(5, OPTIONS, Blocks.of(0, 1), Blocks.of(1, 2, 5, 1, 2, 3)))
        .withMessage("vertex ids must be below 5, edge 2 has 5");
  }

  @Test
  void aWeightThatIsNoNumberIsRefusedByEdge() {
    List<Edge> edges = List.of(new Edge(0, 1, 1f), new Edge(1, 0, Float.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(5, OPTIONS, Blocks.of(edges, true)))
        .withMessage("a weight must be a number, that of edge 1 is NaN");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void someWeightsAndSomeNoneIsRefused(boolean weightedFirst) {
    List<Edge> edges = List.of(new Edge(0, 1, 1f));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            build(2, OPTIONS, Blocks.of(edges, weightedFirst), Blocks.of(edges, !weightedFirst)))
        .withMessageStartingWith("edge 1 has " + (weightedFirst ? "no weight" : "a weight"));
  }

  @Test
  void aBuilderBuildsOnce() throws IOException {
    try (GraphBuilder builder = new GraphBuilder(OPTIONS, new ImportTally(), RunControl.none())) {
      builder.accept(Blocks.of(0, 1));
      builder.build(2, Optional.empty()).close();
      assertThatThrownBy(() -> builder.build(2, Optional.empty()))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> builder.accept(Blocks.of(0, 1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void phasesAreTimed() throws IOException {
    ImportTally tally = new ImportTally();
    BuildOptions options = OPTIONS.withOrdering(Ordering.DEGREE).withInEdges(true);
    build(2, options, tally, Blocks.of(0, 1)).close();
    assertThat(tally.report(1).seconds()).containsOnlyKeys("build", "order", "in-edges");
  }

  @Test
  void cancellingStopsTheStream() {
    CancellationToken token = new CancellationToken();
    RunControl control = new RunControl(progress -> token.cancel(), token);
    try (GraphBuilder builder = new GraphBuilder(OPTIONS, new ImportTally(), control)) {
      assertThatThrownBy(() -> builder.accept(Blocks.of(0, 1)))
          .isInstanceOf(CancellationException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "build", "order"})
  void cancellingStopsTheBuildAtEachStep(String step) throws IOException {
    CancellationToken token = new CancellationToken();
    List<String> steps = new ArrayList<>();
    RunControl control =
        new RunControl(
            (Progress progress) -> {
              steps.add(progress.step());
              if (progress.step().equals(step)) {
                token.cancel();
              }
            },
            token);
    BuildOptions options = OPTIONS.withOrdering(Ordering.DEGREE);
    try (GraphBuilder builder = new GraphBuilder(options, new ImportTally(), control, 1)) {
      builder.accept(Blocks.of(0, 1, 1, 2, 2, 0));
      assertThatThrownBy(() -> builder.build(3, Optional.empty()))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(steps).endsWith(step);
  }

  @Test
  void moreVerticesThanTheMachineCanHoldAreRefusedBeforeAnythingIsAllocated() throws IOException {
    assumeTrue(MachineMemory.total() < 28L * Integer.MAX_VALUE, "this machine could hold them");
    try (GraphBuilder builder =
        new GraphBuilder(BuildOptions.defaults(), new ImportTally(), RunControl.none())) {
      assertThatThrownBy(() -> builder.build(Integer.MAX_VALUE, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a graph of 2147483647 vertices takes");
    }
  }

  @ParameterizedTest
  @EnumSource(Ordering.class)
  void rowsSortedElsewhereMakeTheSameGraph(Ordering ordering) throws IOException {
    BuildOptions options = OPTIONS.withOrdering(ordering).withInEdges(true);
    ImportTally tally = new ImportTally();
    try (Graph expected = build(4, options, Blocks.of(0, 3, 1, 3, 1, 0, 3, 3, 2, 3));
        Graph rows =
            build(4, OPTIONS.withOrdering(Ordering.NONE), Blocks.of(0, 3, 1, 3, 1, 0, 3, 3, 2, 3));
        GraphBuilder builder = new GraphBuilder(options, tally, RunControl.none());
        Graph actual =
            builder.buildFrom(
                4,
                5,
                false,
                out -> {
                  out.rowOffsets().copyFrom(rows.out().rowOffsets());
                  out.columnIndices().copyFrom(rows.out().columnIndices());
                })) {
      assertSame(actual, expected);
      assertSame("in", actual.in(), expected.in());
    }
  }

  @Test
  void rowsSortedElsewhereAndEdgesDoNotMix() throws IOException {
    try (GraphBuilder builder = new GraphBuilder(OPTIONS, new ImportTally(), RunControl.none())) {
      builder.accept(Blocks.of(0, 1));
      assertThatThrownBy(() -> builder.buildFrom(2, 1, false, rows -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("edges were taken: rows cannot be");
    }
  }

  @Test
  void rowsThatTheMachineCannotHoldAreRefused() {
    long arcs = MachineMemory.total() / Integer.BYTES + 1;
    try (GraphBuilder builder = new GraphBuilder(OPTIONS, new ImportTally(), RunControl.none())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.buildFrom(10, arcs, false, rows -> {}))
          .withMessageStartingWith("a graph of 10 vertices takes ");
    }
  }
}
