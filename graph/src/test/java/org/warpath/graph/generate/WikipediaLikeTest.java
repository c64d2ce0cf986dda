package org.warpath.graph.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.graph.AssertGraph.assertSame;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrTranspose;

class WikipediaLikeTest {
  private static final Path WIKIPEDIA = Path.of("../data/simplewiki-2007/edges.txt.gz");
  private static final BuildOptions NUMBERED =
      BuildOptions.defaults().withOrdering(Ordering.NONE).withInEdges(true);

  private static Imported make(WikipediaLike like, BuildOptions options) throws IOException {
    return like.generate(options, Optional.empty(), RunControl.none());
  }

  private static Imported wikipedia() throws IOException {
    return GraphFiles.importFrom(
        List.of(WIKIPEDIA),
        ImportOptions.defaults().withBuild(NUMBERED.withWeights(false)),
        RunControl.none());
  }

  @Test
  void degreesAreThoseOfTheShippedWikipedia() throws IOException {
    try (Imported imported = wikipedia()) {
      Graph graph = imported.graph();
      WikipediaDegrees fitted = WikipediaDegrees.fitted();
      int n = graph.vertexCount();
      assertThat(fitted.pages()).isEqualTo(n);
      int[] both = returned(graph);
      assertThat(fitted.both()).isEqualTo(both);
      for (int v = 0; v < n; v++) {
        assertThat(fitted.out()[v]).isEqualTo(graph.out().rowLength(v) - both[v]);
        assertThat(fitted.in()[v]).isEqualTo(graph.in().rowLength(v) - both[v]);
      }
    }
  }

  /** How many of each vertex' links are returned. */
  private static int[] returned(Graph graph) {
    int n = graph.vertexCount();
    Set<Long> arcs = new HashSet<>();
    for (int u = 0; u < n; u++) {
      for (long e = graph.out().rowStart(u); e < graph.out().rowStart(u + 1); e++) {
        arcs.add(Generator.ends(u, graph.out().column(e)));
      }
    }
    int[] both = new int[n];
    for (long arc : arcs) {
      if (arcs.contains(Long.rotateLeft(arc, Integer.SIZE))) {
        both[(int) (arc >>> Integer.SIZE)]++;
      }
    }
    return both;
  }

  @Test
  void isLikeTheWikipediaItIsFittedTo() throws IOException {
    WikipediaLike like = new WikipediaLike(100_000, 2_571_600, 5);
    try (Imported imported = wikipedia();
        Imported made = make(like, NUMBERED)) {
      Graph real = imported.graph();
      Graph synthetic = made.graph();
      assertThat((double) synthetic.edgeCount() / like.links()).isCloseTo(1, within(0.06));
      assertThat(
              distance(
                  v -> (int) real.out().rowLength(v),
                  real,
                  v -> (int) synthetic.out().rowLength(v),
                  synthetic))
          .as("Kolmogorov-Smirnov distance of out-degrees")
          .isLessThan(0.02);
      assertThat(
              distance(
                  v -> (int) real.in().rowLength(v),
                  real,
                  v -> (int) synthetic.in().rowLength(v),
                  synthetic))
          .as("of in-degrees")
          .isLessThan(0.02);
      assertThat(reciprocity(synthetic)).isCloseTo(reciprocity(real), within(0.03));
      assertThat(largestComponent(synthetic)).isCloseTo(largestComponent(real), within(0.005));
      assertThat(largest(synthetic.in())).isGreaterThan(largest(real.in()));
    }
  }

  private static double distance(
      IntUnaryOperator one, Graph first, IntUnaryOperator other, Graph second) {
    int[] a = sorted(one, first.vertexCount());
    int[] b = sorted(other, second.vertexCount());
    double largest = 0;
    int j = 0;
    for (int i = 0; i < a.length; i++) {
      if (i + 1 < a.length && a[i + 1] == a[i]) {
        continue;
      }
      while (j < b.length && b[j] <= a[i]) {
        j++;
      }
      largest = Math.max(largest, Math.abs((i + 1.0) / a.length - (double) j / b.length));
    }
    return largest;
  }

  private static int[] sorted(IntUnaryOperator degree, int n) {
    return IntStream.range(0, n).map(degree).sorted().toArray();
  }

  private static double reciprocity(Graph graph) {
    return Arrays.stream(returned(graph)).asLongStream().sum() / (double) graph.edgeCount();
  }

  private static double largestComponent(Graph graph) {
    int[] labels = Wcc.run(graph, WccOptions.defaults(), Engine.cpu()).labels();
    int[] sizes = new int[labels.length];
    for (int label : labels) {
      sizes[label]++;
    }
    return Arrays.stream(sizes).max().orElse(0) / (double) labels.length;
  }

  private static long largest(Csr rows) {
    return LongStream.range(0, rows.rowCount()).map(v -> rows.rowLength((int) v)).max().orElse(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 700, 140_000})
  void inEdgesAreOutEdgesAndNoneIsThereTwice(int pages) throws IOException {
    WikipediaLike like = new WikipediaLike(pages, 9L * pages, 3);
    for (Ordering order : new Ordering[] {Ordering.NONE, Ordering.DEGREE}) {
      try (Imported made =
          like.generate(
              NUMBERED.withOrdering(order),
              Optional.of(new IntegerWeights(1, 255, 4)),
              RunControl.none())) {
        Csr out = made.graph().out();
        for (int u = 0; u < out.rowCount(); u++) {
          for (long e = out.rowStart(u); e < out.rowStart(u + 1); e++) {
            assertThat(out.column(e)).isNotEqualTo(u);
            assertThat(e == out.rowStart(u) || out.column(e - 1) < out.column(e)).isTrue();
          }
        }
        try (Arena arena = Arena.ofShared()) {
          Csr transpose = CsrTranspose.transpose(out, arena, 2);
          Csr in = made.graph().in();
          assertThat(in.rowOffsets().mismatch(transpose.rowOffsets())).isEqualTo(-1);
          assertThat(in.columnIndices().mismatch(transpose.columnIndices())).isEqualTo(-1);
          assertThat(in.values().mismatch(transpose.values())).isEqualTo(-1);
        }
        assertThat(made.report().edgesRead())
            .isEqualTo(
                made.report().edgesKept()
                    + made.report().dropped().values().stream().mapToLong(n -> n).sum());
      }
    }
  }

  @Test
  void neitherThreadsNorOrderNorDiskShow(@TempDir Path scratch) throws IOException {
    WikipediaLike like = new WikipediaLike(20_000, 500_000, 11);
    try (Imported one = make(like, NUMBERED.withThreads(1));
        Imported three = make(like, NUMBERED.withThreads(3));
        Imported ordered = make(like, NUMBERED.withOrdering(Ordering.DEGREE));
        Imported spilled =
            make(
                like,
                NUMBERED
                    .withMemoryBudgetBytes(BuildOptions.MINIMUM_BUDGET_BYTES)
                    .withScratchDirectory(scratch))) {
      assertThat(ordered.graph().order().isIdentity()).isFalse();
      assertSame(three.graph(), one.graph());
      for (int v = 0; v < like.pages(); v++) {
        assertThat(targets(ordered.graph(), v)).isEqualTo(targets(one.graph(), v));
      }
      assertSame(spilled.graph(), one.graph());
    }
    assertThat(scratch).isEmptyDirectory();
  }

  private static int[] targets(Graph graph, int vertex) {
    Csr out = graph.out();
    int row = graph.order().stored(vertex);
    return LongStream.range(out.rowStart(row), out.rowStart(row + 1))
        .mapToInt(e -> graph.order().vertex(out.column(e)))
        .sorted()
        .toArray();
  }

  @Test
  void anotherSeedIsAnotherGraph() throws IOException {
    try (Imported one = make(new WikipediaLike(500, 5000, 1), NUMBERED);
        Imported two = make(new WikipediaLike(500, 5000, 2), NUMBERED)) {
      assertThat(one.graph().out().columnIndices().mismatch(two.graph().out().columnIndices()))
          .isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void refusesWhatIsNoWikipedia() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WikipediaLike(0, 0, 1))
        .withMessage("pages must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WikipediaLike(2, 2001, 1))
        .withMessage("links must be in [0, 2000] for 2 pages, was 2001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make(new WikipediaLike(2, 2, 1), NUMBERED.withDirected(false)))
        .withMessage("the links of a Wikipedia are directed");
  }
}
