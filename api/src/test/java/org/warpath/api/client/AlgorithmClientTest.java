package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.client.answer.BfsAnswer;
import org.warpath.api.client.answer.Estimate;
import org.warpath.api.client.answer.PageRankAnswer;
import org.warpath.api.client.answer.PprBatchAnswer;
import org.warpath.api.client.answer.RankedVertex;
import org.warpath.api.client.answer.Row;
import org.warpath.api.client.answer.SsspAnswer;
import org.warpath.api.client.answer.TrianglesAnswer;
import org.warpath.api.client.answer.WccAnswer;
import org.warpath.api.client.answer.WidestAnswer;
import org.warpath.api.client.query.BfsQuery;
import org.warpath.api.client.query.CdlpQuery;
import org.warpath.api.client.query.EngineChoice;
import org.warpath.api.client.query.ImportOptions;
import org.warpath.api.client.query.LccQuery;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.PprBatchQuery;
import org.warpath.api.client.query.Preference;
import org.warpath.api.client.query.SsspQuery;
import org.warpath.api.client.query.TrianglesQuery;
import org.warpath.api.client.query.WccQuery;
import org.warpath.api.client.query.WidestQuery;
import org.warpath.api.service.contract.RunningService;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.bfs.BfsResult;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.paths.Path;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.triangles.TriangleCount;
import org.warpath.graph.triangles.TriangleCountOptions;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.kernels.Engine;

/** What the client tells of the shipped graph is what the Java API computes. */
class AlgorithmClientTest {
  @RegisterExtension static final RunningService SERVICE = RunningService.withSamples();

  private static final Engine CPU = Engine.cpu();
  private static Graph graph;
  private static WarpathClient client;
  private static GraphClient wiki;

  @BeforeAll
  static void open() {
    graph = SimpleWiki.open();
    client = WarpathClient.connect(SERVICE.uri());
    wiki = client.graph("simplewiki");
    client
        .graphs()
        .upload(
            "small",
            new ByteArrayInputStream("0 1 2.5\n1 2 4\n3 0 1\n".getBytes(StandardCharsets.UTF_8)),
            ImportOptions.defaults().withFormat(ImportOptions.Format.EDGES));
  }

  @AfterAll
  static void close() {
    client.close();
    graph.close();
  }

  @Test
  void pageRank() {
    PageRankAnswer answer =
        wiki.pageRank(
            PageRankQuery.defaults().withDamping(0.9).withTop(20).withEngine(EngineChoice.CPU));
    PageRankResult result = PageRank.run(graph, PageRankOptions.defaults().withDamping(0.9), CPU);

    assertThat(answer.top())
        .extracting(RankedVertex::name)
        .containsExactlyElementsOf(result.top(20).stream().map(v -> v.name()).toList());
    assertThat(answer.top())
        .extracting(RankedVertex::value)
        .containsExactlyElementsOf(result.top(20).stream().map(v -> v.rank()).toList());
    RankedVertex first = answer.top().getFirst();
    assertThat(first.inDegree()).isEqualTo(graph.inDegree(first.vertex()));
    assertThat(first.outDegree()).isEqualTo(graph.outDegree(first.vertex()));
    assertThat(answer.iterations()).isEqualTo(result.stats().iterations());
    assertThat(answer.residual()).isEqualTo(result.stats().residual());
    assertThat(answer.errorBound()).isEqualTo(result.errorBound());
    assertThat(answer.converged()).isTrue();
    assertThat(answer.engine()).startsWith("cpu");
    assertThat(answer.timings().compute()).isPositive();
    assertThat(answer.run().conventions()).contains("ranks sum to 1");
    assertThat(answer.run().options()).containsEntry("damping", 0.9);
  }

  @Test
  void personalisedPageRankAloneAndInABatch() {
    Preference berlin = Preference.of("Berlin");
    PageRankAnswer alone = wiki.pageRank(PageRankQuery.defaults().withPersonalization(berlin));
    assertThat(alone.top().getFirst().name()).isEqualTo("Berlin");

    PprBatchAnswer batch =
        wiki.pprBatch(PprBatchQuery.of(List.of(Preference.of("Tokyo"), berlin)).withTop(5));
    assertThat(batch.results()).hasSize(2);
    assertThat(batch.results().getFirst().top().getFirst().name()).isEqualTo("Tokyo");
    assertThat(batch.results().get(1).top())
        .extracting(RankedVertex::vertex)
        .containsExactlyElementsOf(
            alone.top().stream().limit(5).map(RankedVertex::vertex).toList());
  }

  @Test
  void shortestPath() {
    int berlin = graph.vertex("Berlin");
    int tokyo = graph.vertex("Tokyo");
    Path path = Sssp.run(graph, SsspOptions.defaults(berlin), CPU).pathTo(tokyo);

    SsspAnswer answer = wiki.sssp(SsspQuery.from("Berlin").to("Tokyo"));
    assertThat(answer.path().found()).isTrue();
    assertThat(answer.path().total()).isEqualTo(path.total());
    assertThat(answer.path().steps())
        .extracting(step -> step.vertex())
        .containsExactlyElementsOf(path.vertices());
    assertThat(answer.path().steps().getLast().label()).isEqualTo("Tokyo");
    assertThat(answer.path().steps().getFirst().weight()).isNaN();
    assertThat(answer.path().steps().getLast().weight())
        .isEqualTo(path.weights().getLast().doubleValue());
    assertThat(answer.top()).isEmpty();
  }

  @Test
  void aSearchWithATopGoesOnPastItsTarget() {
    int berlin = graph.vertex("Berlin");
    int reached = Sssp.run(graph, SsspOptions.defaults(berlin), CPU).reachedCount();
    SsspAnswer answer = wiki.sssp(SsspQuery.from(berlin).to("Tokyo").withTop(3));
    assertThat(answer.reached()).isEqualTo(reached);
    assertThat(answer.top()).hasSize(3);
    assertThat(answer.top().getFirst().vertex()).isEqualTo(berlin);
    assertThat(answer.path().found()).isTrue();
  }

  @Test
  void widestPath() {
    int berlin = graph.vertex("Berlin");
    int tokyo = graph.vertex("Tokyo");
    Path path = WidestPath.run(graph, WidestPathOptions.defaults(berlin), CPU).pathTo(tokyo);
    WidestAnswer answer = wiki.widest(WidestQuery.from(berlin).to(tokyo));
    assertThat(answer.path().total()).isEqualTo(path.total());
    assertThat(answer.path().steps())
        .extracting(step -> step.vertex())
        .containsExactlyElementsOf(path.vertices());
  }

  @Test
  void pathsOfFewestEdges() {
    int berlin = graph.vertex("Berlin");
    BfsResult result = Bfs.run(graph, BfsOptions.defaults(berlin), CPU);
    BfsAnswer answer = wiki.bfs(BfsQuery.from("Berlin").to("Tokyo").withTop(5));
    assertThat(answer.path().total()).isEqualTo((double) result.depth(graph.vertex("Tokyo")));
    assertThat(answer.path().steps()).hasSize((int) answer.path().total() + 1);
    assertThat(answer.reached()).isEqualTo(result.reached());
    assertThat(answer.summary().levels()).isEqualTo(result.levels());
  }

  @Test
  void communitiesComponentsCoefficientsTriangles() {
    WccAnswer wcc = wiki.wcc(WccQuery.defaults());
    var components = Wcc.run(graph, WccOptions.defaults(), CPU);
    assertThat(wcc.components()).isEqualTo(components.componentCount());
    assertThat(wcc.summary().largestSize()).isEqualTo(components.largestSize());
    assertThat(wcc.top().getFirst().value()).isEqualTo(components.largestSize());

    assertThat(wiki.cdlp(CdlpQuery.defaults().withIterations(5)).communities())
        .isEqualTo(Cdlp.run(graph, CdlpOptions.defaults().withIterations(5), CPU).communityCount());
    assertThat(wiki.lcc(LccQuery.defaults()).average()).isEqualTo(Lcc.run(graph, CPU).average());

    TrianglesAnswer triangles = wiki.stats(TrianglesQuery.defaults());
    assertThat(triangles.triangles())
        .isEqualTo(TriangleCount.run(graph, TriangleCountOptions.defaults(), CPU).triangles());
    assertThat(triangles.top()).isEmpty();
  }

  @Test
  void infinities() {
    GraphClient small = client.graph("small");
    SsspAnswer none = small.sssp(SsspQuery.from(0).to(3));
    assertThat(none.path().found()).isFalse();
    assertThat(none.path().total()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(none.path().steps()).isEmpty();
    assertThat(small.bfs(BfsQuery.from(0).to(3)).path().total())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(small.widest(WidestQuery.from(0).to(3)).path().total())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(small.widest(WidestQuery.from(0).to(0)).path().total())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aSecondAskerGetsTheSameAnswer() {
    PageRankQuery query = PageRankQuery.defaults().withDamping(0.37);
    PageRankAnswer first = wiki.pageRank(query);
    PageRankAnswer second = wiki.pageRank(query);
    assertThat(second.cached()).isTrue();
    assertThat(second.top()).isEqualTo(first.top());
  }

  @Test
  void anEstimateSaysWhatARunNeeds() {
    Estimate estimate = wiki.estimate(PageRankQuery.defaults().withEngine(EngineChoice.CPU));
    assertThat(estimate.fits()).isTrue();
    assertThat(estimate.becomesJob()).isFalse();
    assertThat(estimate.host().needed()).isBetween(1L, estimate.host().free());
    assertThat(estimate.device()).isNull();
  }

  @Test
  void allRanksAsAVectorAndAsRows() throws Exception {
    double[] ranks = PageRank.run(graph, PageRankOptions.defaults(), CPU).ranks();
    assertThat(wiki.vector(PageRankQuery.defaults()).doubles()).containsExactly(ranks);

    List<Row> rows = new ArrayList<>();
    try (Rows stream = wiki.rows(PageRankQuery.defaults())) {
      stream.forEach(rows::add);
    }
    assertThat(rows).hasSize(ranks.length);
    assertThat(rows)
        .isEqualTo(
            IntStream.range(0, ranks.length)
                .mapToObj(v -> new Row(v, graph.name(v), ranks[v]))
                .toList());

    try (InputStream csv = wiki.stream(PageRankQuery.defaults(), StreamFormat.CSV)) {
      assertThat(new String(csv.readAllBytes(), StandardCharsets.UTF_8).lines().limit(2))
          .containsExactly("vertex,name,value", "0," + graph.name(0) + "," + ranks[0]);
    }
    try (InputStream arrow = wiki.stream(PageRankQuery.defaults(), StreamFormat.ARROW)) {
      assertThat(arrow.readAllBytes()).hasSizeGreaterThan(8 * ranks.length);
    }
  }

  @Test
  void everyTypeOfVector() {
    int berlin = graph.vertex("Berlin");
    assertThat(wiki.vector(SsspQuery.from(berlin)).floats())
        .containsExactly(Sssp.run(graph, SsspOptions.defaults(berlin), CPU).distances());
    WidestPathResult widest = WidestPath.run(graph, WidestPathOptions.defaults(berlin), CPU);
    assertThat(wiki.vector(WidestQuery.from(berlin)).floats()).containsExactly(widest.widths());
    BfsResult bfs = Bfs.run(graph, BfsOptions.defaults(berlin), CPU);
    assertThat(wiki.vector(BfsQuery.from(berlin)).longs())
        .containsExactly(IntStream.range(0, graph.vertexCount()).mapToLong(bfs::depth).toArray());
    assertThat(wiki.vector(WccQuery.defaults()).ints())
        .containsExactly(Wcc.run(graph, WccOptions.defaults(), CPU).labels());
    assertThat(wiki.vector(LccQuery.defaults()).doubles())
        .containsExactly(Lcc.run(graph, CPU).coefficients());
    assertThat(wiki.vector(CdlpQuery.defaults()).ints())
        .containsExactly(Cdlp.run(graph, CdlpOptions.defaults(), CPU).labels());
    assertThat(wiki.vector(TrianglesQuery.defaults()).longs())
        .containsExactly(
            TriangleCount.run(graph, TriangleCountOptions.defaults().withPerVertex(true), CPU)
                .perVertex());
  }

  @Test
  void rowsTellInfinitiesApart() {
    GraphClient small = client.graph("small");
    assertThat(values(small.rows(SsspQuery.from("0"))))
        .containsExactly(0.0, 2.5, 6.5, Double.POSITIVE_INFINITY);
    assertThat(values(small.rows(BfsQuery.from(0))))
        .containsExactly(0.0, 1.0, 2.0, Double.POSITIVE_INFINITY);
    assertThat(values(small.rows(WidestQuery.from("#0"))))
        .containsExactly(Double.POSITIVE_INFINITY, 2.5, 2.5, Double.NEGATIVE_INFINITY);
  }

  private static List<Double> values(Rows rows) {
    try (rows) {
      return rows.stream().map(Row::value).toList();
    }
  }

  @Test
  void problemsSayWhatIsWrong() {
    WarpathException unknown =
        catchThrowableOfType(WarpathException.class, () -> wiki.sssp(SsspQuery.from("Berlinn")));
    assertThat(unknown.type()).isEqualTo("/problems/unknown-vertex");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.detail()).contains("Berlinn");

    WarpathException noGraph =
        catchThrowableOfType(
            WarpathException.class,
            () -> client.graph("no-such").pageRank(PageRankQuery.defaults()));
    assertThat(noGraph.type()).isEqualTo("/problems/unknown-graph");
  }
}
