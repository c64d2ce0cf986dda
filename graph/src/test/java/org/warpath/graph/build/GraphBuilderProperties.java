package org.warpath.graph.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.RunControl;

/** Random edges under all policies, against {@link ReferenceBuild}. */
class GraphBuilderProperties {
  private static final int VERTICES = 12;

  /** Sums depend on their order with these; the signed zeros tell minima apart. */
  private static final List<Float> WEIGHTS =
      List.of(0f, -0f, 1f, 0.1f, 0.2f, 3e7f, -3e7f, 1e-9f, -2.5f, Float.MAX_VALUE);

  record Policies(
      boolean directed,
      boolean weighted,
      Duplicates duplicates,
      SelfLoops selfLoops,
      Ordering ordering) {
    BuildOptions options() {
      return BuildOptions.defaults()
          .withDirected(directed)
          .withDuplicates(duplicates)
          .withSelfLoops(selfLoops)
          .withOrdering(ordering)
          .withInEdges(true);
    }
  }

  @Provide
  Arbitrary<Policies> policies() {
    Arbitrary<Boolean> coin = Arbitraries.of(true, false);
    return Combinators.combine(
            coin,
            coin,
            Arbitraries.of(Duplicates.class),
            Arbitraries.of(SelfLoops.class),
            Arbitraries.of(Ordering.class))
        .as(Policies::new);
  }

  @Provide
  Arbitrary<List<Edge>> edges() {
    Arbitrary<Integer> vertex = Arbitraries.integers().between(0, VERTICES - 1);
    return Combinators.combine(vertex, vertex, Arbitraries.of(WEIGHTS))
        .as(Edge::new)
        .list()
        .ofMaxSize(200);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void buildsWhatTheReferenceBuilds(
      @ForAll("edges") List<Edge> edges,
      @ForAll("policies") Policies policies,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll @IntRange(min = 1, max = 50) int blockEdges)
      throws IOException {
    check(edges, policies, threads, blockEdges, BuildOptions.MINIMUM_BUDGET_BYTES);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void buildsTheSameThroughSpilledRuns(
      @ForAll("edges") List<Edge> edges,
      @ForAll("policies") Policies policies,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll @IntRange(min = 1, max = 50) int blockEdges,
      @ForAll @IntRange(min = 1, max = 2000) int budgetBytes)
      throws IOException {
    check(edges, policies, threads, blockEdges, budgetBytes);
  }

  private static void check(
      List<Edge> edges, Policies policies, int threads, int blockEdges, long budgetBytes)
      throws IOException {
    Path scratch = Files.createTempDirectory("warpath-test");
    BuildOptions options = policies.options().withThreads(threads).withScratchDirectory(scratch);
    boolean weighted = policies.weighted() && !edges.isEmpty();
    boolean byDegree = policies.ordering() == Ordering.DEGREE;
    ReferenceBuild expected = ReferenceBuild.of(edges, options, weighted);
    ImportTally tally = new ImportTally();
    tally.addEdges(edges.size());
    try (GraphBuilder builder = new GraphBuilder(options, tally, RunControl.none(), budgetBytes)) {
      for (int from = 0; from < edges.size(); from += blockEdges) {
        List<Edge> block = edges.subList(from, Math.min(edges.size(), from + blockEdges));
        builder.accept(Blocks.of(block, policies.weighted()));
      }
      try (Graph graph = builder.build(VERTICES, Optional.empty());
          Graph reference = expected.graph(VERTICES, options, weighted, byDegree)) {
        assertSame(graph, reference);
        if (policies.directed()) {
          assertThat(graph.hasInEdges()).isTrue();
          try (Graph flipped = expected.flipped(VERTICES, weighted, byDegree)) {
            assertSame("in", graph.in(), flipped.out());
          }
        }
        ImportReport report = tally.report(graph.edgeCount());
        assertThat(report.dropped().getOrDefault("self-loop", 0L)).isEqualTo(expected.selfLoops());
        assertThat(report.dropped().getOrDefault("duplicate", 0L)).isEqualTo(expected.duplicates());
        assertThat(report.edgesKept()).isEqualTo(expected.arcs().size());
      }
    } finally {
      try (Stream<Path> left = Files.list(scratch)) {
        assertThat(left).isEmpty();
      }
      Files.delete(scratch);
    }
  }
}
