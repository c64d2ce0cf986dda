package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.api.service.contract.RunningService;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphalyticsExample;
import org.warpath.graph.ShippedData;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.pagerank.Compat;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.Precision;
import org.warpath.kernels.Engine;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyType;

/** What the algorithms answer over HTTP: what the Java API gives on the same engine. */
abstract class AlgorithmContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(config ->
          config.withSamples(false).withImportFolder(ShippedData.file("road").getParent()));

  /** The engine as requests name it. */
  abstract String engineName();

  /** The engine as Java knows it. */
  abstract Engine engine();

  @BeforeAll
  static void addGraphs() {
    KnownGraph.addAllTo(SERVICE.client());
  }

  private ObjectNode options(String json) throws IOException {
    return ((ObjectNode) JSON.readTree(json)).put("engine", engineName());
  }

  /** The answer of mode top, with all vertices. */
  private JsonNode ask(KnownGraph graph, String algorithm, String json) throws IOException {
    return ask(graph, algorithm, json, "top");
  }

  private JsonNode ask(KnownGraph graph, String algorithm, String json, String mode)
      throws IOException {
    ObjectNode options = options(json).put("mode", mode).put("top", 100_000);
    return SERVICE.client().post(graph.path(algorithm), options).expect(200).json();
  }

  private VertexVector stream(KnownGraph graph, String algorithm, String json) throws IOException {
    byte[] npy =
        SERVICE
            .client()
            .request("POST", graph.path(algorithm))
            .accept("application/x-npy")
            .json(options(json).put("mode", "stream").toString())
            .send()
            .expect(200)
            .bytes();
    return VertexVector.of(Npy.read(new ByteArrayInputStream(npy)));
  }

  /**
   * The values of an answer with all vertices, by vertex; {@code otherwise} those it leaves out.
   */
  private static double[] values(JsonNode answer, int vertexCount, double otherwise) {
    double[] values = new double[vertexCount];
    java.util.Arrays.fill(values, otherwise);
    answer
        .get("top")
        .forEach(entry -> values[entry.get("vertex").asInt()] = entry.get("value").asDouble());
    return values;
  }

  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    addPageRanks(runs);
    addPaths(runs);
    for (KnownGraph graph :
        List.of(
            KnownGraph.SIX,
            KnownGraph.ODD,
            KnownGraph.EXAMPLE,
            KnownGraph.UNDIRECTED_EXAMPLE,
            KnownGraph.KARATE,
            KnownGraph.ALONE,
            KnownGraph.NOTHING)) {
      runs.add(Arguments.of("wcc", graph, "{}", Expected.wcc()));
      runs.add(Arguments.of("cdlp", graph, "{}", Expected.cdlp(10)));
      runs.add(Arguments.of("cdlp", graph, "{\"iterations\": 2}", Expected.cdlp(2)));
      runs.add(Arguments.of("lcc", graph, "{}", Expected.lcc()));
      runs.add(Arguments.of("triangles", graph, "{}", Expected.triangles()));
      runs.add(
          Arguments.of("pagerank", graph, "{}", Expected.pageRank(PageRankOptions.defaults())));
    }
    return runs.stream();
  }

  private static void addPageRanks(List<Arguments> runs) {
    PageRankOptions defaults = PageRankOptions.defaults();
    Map<String, PageRankOptions> six =
        Map.of(
            "{\"damping\": 0.9}", defaults.withDamping(.9),
            "{\"damping\": 0}", defaults.withDamping(0),
            "{\"tolerance\": 1e-3}", defaults.withTolerance(1e-3),
            "{\"maxIterations\": 4}", defaults.withMaxIterations(4),
            "{\"iterations\": 3}", defaults.withIterations(3),
            "{\"precision\": \"float32\"}", defaults.withPrecision(Precision.FLOAT32),
            "{\"personalization\": [0, \"2\", 0]}",
                defaults.withPersonalization(Map.of(0, 2.0, 2, 1.0)),
            "{\"personalization\": {\"3\": 0.5, \"#4\": 1.5, \"5\": 0}}",
                defaults.withPersonalization(Map.of(3, .5, 4, 1.5, 5, 0.0)));
    six.forEach((json, options) ->
        runs.add(Arguments.of("pagerank", KnownGraph.SIX, json, Expected.pageRank(options))));
    for (Compat compat : Compat.values()) {
      String name = compat.name().toLowerCase(java.util.Locale.ROOT);
      runs.add(
          Arguments.of(
              "pagerank",
              KnownGraph.SIX,
              "{\"compat\": \"" + name + "\"}",
              Expected.pageRank(PageRankOptions.defaults(compat))));
    }
    runs.add(
        Arguments.of(
            "pagerank",
            KnownGraph.WEIGHTED_SIX,
            "{\"weighted\": true, \"damping\": 0.95}",
            Expected.pageRank(defaults.withWeighted(true).withDamping(.95))));
    runs.add(
        Arguments.of(
            "pagerank",
            KnownGraph.EXAMPLE,
            "{\"iterations\": 2}",
            Expected.pageRank(defaults.withIterations(2))));
  }

  private static void addPaths(List<Arguments> runs) {
    for (KnownGraph graph :
        List.of(
            KnownGraph.SIX,
            KnownGraph.SHARES,
            KnownGraph.WEIGHTED_SIX,
            KnownGraph.ODD,
            KnownGraph.EXAMPLE,
            KnownGraph.UNDIRECTED_EXAMPLE,
            KnownGraph.KARATE,
            KnownGraph.BREMEN)) {
      for (int source : new int[] {0, 5}) {
        String json = "{\"source\": \"#%d\"}".formatted(source);
        runs.add(Arguments.of("sssp", graph, json, Expected.sssp(source, true)));
        runs.add(Arguments.of("widest", graph, json, Expected.widest(source, true)));
        runs.add(Arguments.of("bfs", graph, json, Expected.bfs(source)));
      }
      String unweighted = "{\"source\": \"#1\", \"weighted\": false}";
      runs.add(Arguments.of("sssp", graph, unweighted, Expected.sssp(1, false)));
      runs.add(Arguments.of("widest", graph, unweighted, Expected.widest(1, false)));
    }
  }

  @ParameterizedTest(name = "{0} of {1} with {2}")
  @MethodSource("runs")
  void answersWhatTheJavaApiGives(String algorithm, KnownGraph known, String json, Expected.Run run)
      throws IOException {
    try (Graph graph = known.open()) {
      Expected expected = run.on(graph, engine());
      VertexVector streamed = stream(known, algorithm, json);

      assertThat(streamed.type()).isEqualTo(expected.values().type());
      assertThat(streamed.values().mismatch(expected.values().values())).isEqualTo(-1);
      assertStats(ask(known, algorithm, json, "stats"), expected);
      boolean groups = algorithm.equals("wcc") || algorithm.equals("cdlp");
      if (!groups && graph.vertexCount() < 1000) {
        assertTop(ask(known, algorithm, json), graph, expected.values());
      }
    }
  }

  private void assertStats(JsonNode answer, Expected expected) {
    assertThat(answer.get("engine").asText()).isEqualTo(expected.stats().engine());
    assertThat(answer.get("iterations").asInt()).isEqualTo(expected.stats().iterations());
    assertThat(answer.get("residual").asDouble()).isEqualTo(expected.stats().residual());
    assertThat(answer.get("converged").asBoolean()).isEqualTo(expected.stats().converged());
    assertThat(answer.get("errorBound").asDouble()).isEqualTo(expected.errorBound());
    assertThat(answer.get("conventions").asText()).isNotBlank();
    for (String step : List.of("load", "upload", "compute", "download", "queue")) {
      assertThat(answer.at("/timings/" + step).asDouble()).as(step).isNotNegative();
    }
  }

  /** Every finite value is there once, with its bits and its vertex's degrees, in order. */
  private static void assertTop(JsonNode answer, Graph graph, VertexVector values) {
    boolean float32 = values.type() == NpyType.FLOAT32;
    List<Integer> vertices = new ArrayList<>();
    List<Double> told = new ArrayList<>();
    for (JsonNode entry : answer.get("top")) {
      int vertex = entry.get("vertex").asInt();
      double value = entry.get("value").asDouble();
      assertThat(float32 ? (float) value : value).isEqualTo(values.at(vertex));
      assertThat(entry.get("outDegree").asLong()).isEqualTo(graph.outDegree(vertex));
      assertThat(entry.get("inDegree").asLong()).isEqualTo(graph.inDegree(vertex));
      vertices.add(vertex);
      told.add(value);
    }
    assertThat(vertices)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, values.length()).filter(values::isFinite).boxed().toList());
    boolean ascending = List.of("sssp", "bfs").contains(answer.get("algorithm").asText());
    assertThat(told)
        .isSortedAccordingTo(
            ascending ? java.util.Comparator.naturalOrder() : java.util.Comparator.reverseOrder());
  }

  @ParameterizedTest
  @CsvSource({
    "0.85, .051705 .073679 .057412 .348704 .199904 .268596",
    "0.9,  .037212 .053957 .041506 .375081 .205998 .286246"
  })
  void ranksTheSixVertices(double damping, String expected) throws IOException {
    JsonNode answer = ask(KnownGraph.SIX, "pagerank", "{\"damping\": %s}".formatted(damping));

    assertThat(values(answer, 6, 0)).containsExactly(doubles(expected), within(1e-6));
    assertThat(answer.get("converged").asBoolean()).isTrue();
    assertThat(answer.get("errorBound").asDouble())
        .isCloseTo(damping / (1 - damping) * answer.get("residual").asDouble(), within(1e-18));
  }

  @Test
  void ranksByWeightAndByPreference() throws IOException {
    assertThat(
            values(
                ask(KnownGraph.WEIGHTED_SIX, "pagerank", "{\"weighted\": true, \"damping\": 0.95}"),
                6,
                0))
        .containsExactly(
            doubles(".0915528 .168382 .0656831 .191468 .120677 .362237"), within(1e-3));
    assertThat(values(ask(KnownGraph.PATH, "pagerank", "{}"), 4, 0))
        .containsExactly(doubles(".116156 .214888 .298811 .370145"), within(1e-6));
    assertThat(
            values(
                ask(
                    KnownGraph.PATH,
                    "pagerank",
                    "{\"personalization\": {\"0\": 0.1, \"1\": 0.2, \"2\": 0.3, \"3\": 0.4}}"),
                4,
                0))
        .containsExactly(doubles(".0559233 .159381 .303244 .481451"), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "SHARES,       sssp,   0, 0 .5 .5 1.333333 .833333 1.333333",
    "SHARES,       sssp,   5, ∞ ∞ ∞ 1 1.5 0",
    "SHARES,       widest, 0, ∞ .5 .5 .333333 .333333 .333333",
    "SHARES,       widest, 5, ∞ ∞ ∞ 1 .5 ∞",
    "WEIGHTED_SIX, sssp,   0, 0 .1 ∞ 2.2 1.2 4.4",
    "EXAMPLE,      sssp,   1, 0 ∞ .5 .83 .3 ∞ ∞ .4 ∞ 1.02",
    "EXAMPLE,      widest, 1, ∞ ∞ .5 .5 .5 ∞ ∞ .21 ∞ .5"
  })
  void measuresKnownPaths(KnownGraph graph, String algorithm, String source, String expected)
      throws IOException {
    JsonNode answer = ask(graph, algorithm, "{\"source\": \"%s\"}".formatted(source));
    double[] known = doubles(expected);

    assertThat(values(answer, known.length, Double.POSITIVE_INFINITY))
        .containsExactly(known, within(1e-5));
    long finite = java.util.Arrays.stream(known).filter(Double::isFinite).count();
    assertThat(answer.get("top")).hasSize((int) finite);
  }

  @Test
  void agreesWithTheReferenceOutputsOfGraphalytics() throws IOException {
    for (boolean directed : new boolean[] {true, false}) {
      KnownGraph graph = directed ? KnownGraph.EXAMPLE : KnownGraph.UNDIRECTED_EXAMPLE;
      GraphalyticsExample example = GraphalyticsExample.of(directed);
      assertThat(stream(graph, "pagerank", "{\"iterations\": 2}").toDoubles())
          .containsExactly(numbers(example, "PR"), within(1e-9));
      assertThat(stream(graph, "lcc", "{}").toDoubles())
          .containsExactly(numbers(example, "LCC"), within(1e-9));
      String source = directed ? "1" : "2";
      assertThat(stream(graph, "bfs", "{\"source\": \"%s\"}".formatted(source)).toDoubles())
          .containsExactly(numbers(example, "BFS"));
      assertThat(stream(graph, "sssp", "{\"source\": \"%s\"}".formatted(source)).toDoubles())
          .containsExactly(numbers(example, "SSSP"), within(1e-6));
      assertThat(groups(stream(graph, "wcc", "{}").toDoubles()))
          .isEqualTo(groups(numbers(example, "WCC")));
      assertThat(groups(stream(graph, "cdlp", "{\"iterations\": 2}").toDoubles()))
          .isEqualTo(groups(numbers(example, "CDLP")));
    }
  }

  private static double[] numbers(GraphalyticsExample example, String algorithm)
      throws IOException {
    return example.expected(algorithm).stream()
        .mapToDouble(text ->
            text.equalsIgnoreCase("infinity") ? Double.POSITIVE_INFINITY : Double.parseDouble(text))
        .toArray();
  }

  /** The sets of equal labels, whatever they are called. */
  private static List<List<Integer>> groups(double[] labels) {
    return List.copyOf(
        IntStream.range(0, labels.length)
            .boxed()
            .collect(
                java.util.stream.Collectors.groupingBy(
                    v -> labels[v], java.util.TreeMap::new, java.util.stream.Collectors.toList()))
            .values()
            .stream()
            .sorted(java.util.Comparator.comparing(List::getFirst))
            .toList());
  }

  @Test
  void ranksManyPreferencesAtOnceAsOneByOne() throws IOException {
    String preferences = "[[0], {\"2\": 1, \"3\": 3}, [1, 4, 5]]";
    ObjectNode batch = options("{\"personalizations\": %s, \"top\": 100}".formatted(preferences));
    JsonNode answer =
        SERVICE.client().post(KnownGraph.SIX.path("ppr-batch"), batch).expect(200).json();
    JsonNode wanted = JSON.readTree(preferences);

    assertThat(answer.get("results")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      JsonNode part = answer.get("results").get(i);
      JsonNode single =
          ask(
              KnownGraph.SIX,
              "pagerank",
              "{\"personalization\": %s}".formatted(wanted.get(i).toString()));
      assertThat(values(part, 6, -1)).containsExactly(values(single, 6, -1), within(1e-12));
      assertThat(part.get("iterations")).isEqualTo(single.get("iterations"));
      assertThat(part.get("converged").asBoolean()).isTrue();
    }
    assertThat(answer.get("options").get("personalizations")).isEqualTo(wanted);
  }

  @Test
  void summarisesWhatItFound() throws IOException {
    assertThat(ask(KnownGraph.ODD, "wcc", "{}").get("summary").toString())
        .isEqualTo("{\"components\":3,\"largestSize\":3}");
    JsonNode groups = ask(KnownGraph.ODD, "wcc", "{}").get("top");
    assertThat(groups.findValuesAsText("vertex")).containsExactly("0", "4", "3");
    assertThat(groups.findValuesAsText("value")).containsExactly("3", "2", "1");
    assertThat(ask(KnownGraph.KARATE, "triangles", "{}").at("/summary/triangles").asInt())
        .isEqualTo(45);
    assertThat(ask(KnownGraph.KARATE, "lcc", "{}").at("/summary/average").asDouble())
        .isCloseTo(.570638, within(1e-6));
    assertThat(ask(KnownGraph.SIX, "bfs", "{\"source\": 3}").get("summary").toString())
        .isEqualTo("{\"reached\":3,\"levels\":2}");
    assertThat(ask(KnownGraph.SIX, "sssp", "{\"source\": 0}").at("/summary/reached").asInt())
        .isEqualTo(6);
    assertThat(ask(KnownGraph.SIX, "cdlp", "{}").at("/summary/communities").asInt()).isPositive();
  }

  private static double[] doubles(String text) {
    return Stream.of(text.strip().split(" +"))
        .mapToDouble(word -> word.equals("∞") ? Double.POSITIVE_INFINITY : Double.parseDouble(word))
        .toArray();
  }
}
