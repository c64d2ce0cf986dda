package org.warpath.api.service.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.store.CsrFile;
import org.warpath.graph.store.SampleGraphs;

/** Over real HTTP; each answer is held against the contract. */
class LookupRoutesTest {
  @RegisterExtension static final RunningService SERVICE = RunningService.withSamples();

  private static final String WIKIPEDIA = "/v1/graphs/simplewiki";

  /** Names that paths, queries, JSON or the syntax of numbers could take for something else. */
  private static final List<String> ODD =
      List.of(
          "a/b",
          "/",
          "//",
          "../x",
          "100%",
          "%2F",
          "%",
          "a+b",
          "a b",
          "a?b=c&d",
          "a#b",
          "#2",
          "17",
          "😀",
          "naïve",
          "\"quoted\"",
          "back\\slash",
          "tab\tand\nline",
          ";v=1",
          "{graph}",
          ".",
          "..");

  private static ServiceClient client() {
    return SERVICE.client();
  }

  @BeforeAll
  static void addOddGraph(@TempDir Path folder) throws IOException {
    List<Edge> edges = new ArrayList<>();
    for (int v = 0; v < ODD.size(); v++) {
      edges.add(new Edge(v, (v + 1) % ODD.size(), v + 0.1f));
    }
    Path file = folder.resolve("odd.csr");
    try (Graph bare = TestGraphs.weighted(ODD.size(), edges.toArray(Edge[]::new))) {
      CsrFile.write(SampleGraphs.named(bare, NameTable.of(ODD)), file);
    }
    client()
        .request("POST", "/v1/graphs?name=odd")
        .body("application/octet-stream", Files.readAllBytes(file))
        .send()
        .expect(201);
    client()
        .post(
            "/v1/graphs",
            "{\"name\":\"grid\",\"generate\":{\"kind\":\"grid\",\"rows\":30,\"columns\":40,\"symmetric\":true}}")
        .expect(201);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }

  static Stream<String> oddNames() {
    return ODD.stream();
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void aVertexIsFoundByItsNameWhateverIsInIt(String name) {
    int vertex = ODD.indexOf(name);
    String path = "/v1/graphs/odd/vertices/" + encoded(name);

    JsonNode found = client().get(path).expect(200).json();
    assertThat(found.path("vertex").asInt()).isEqualTo(vertex);
    assertThat(found.path("name").asText()).isEqualTo(name);
    JsonNode page = client().get(path + "/neighbors").expect(200).json();
    assertThat(page.path("vertex").asInt()).isEqualTo(vertex);
    assertThat(page.at("/neighbors/0/name").asText()).isEqualTo(ODD.get((vertex + 1) % ODD.size()));
    JsonNode search =
        client().get("/v1/graphs/odd/vertices?query=" + encoded(name)).expect(200).json();
    assertThat(search.at("/vertices/0/name").asText())
        .isEqualTo(name.equals("#2") ? ODD.get(2) : name);
  }

  @Test
  void aNumberSignMeansTheNumber() {
    JsonNode seventeen = client().get("/v1/graphs/odd/vertices/%2317").expect(200).json();
    assertThat(seventeen.path("vertex").asInt()).isEqualTo(17);
    // The name is nearer than the number.
    JsonNode named = client().get("/v1/graphs/odd/vertices/17").expect(200).json();
    assertThat(named.path("vertex").asInt()).isEqualTo(ODD.indexOf("17"));
    assertThat(client().get("/v1/graphs/grid/vertices/17").expect(200).json())
        .isEqualTo(client().get("/v1/graphs/grid/vertices/%2317").expect(200).json());
  }

  @Test
  void anUnknownVertexIsNotFoundAndNamesLikeItAreSuggested() {
    JsonNode problem =
        client()
            .get(WIKIPEDIA + "/vertices/Untied%20Staets")
            .expectProblem(404, "unknown-vertex")
            .json();
    assertThat(problem.path("nearest")).extracting(JsonNode::asText).contains("United States");
    for (String path : List.of("/vertices/%231200", "/vertices/1200/neighbors", "/vertices/x")) {
      client().get("/v1/graphs/grid" + path).expectProblem(404, "unknown-vertex");
    }
    client()
        .post("/v1/graphs/grid/subgraph", "{\"vertices\":[1200]}")
        .expectProblem(404, "unknown-vertex");
    client().get("/v1/graphs/none/vertices/0").expectProblem(404, "unknown-graph");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/vertices",
        "/vertices?query=",
        "/vertices?query=a&limit=0",
        "/vertices?query=a&limit=1001",
        "/vertices?query=a&limit=x",
        "/vertices?query=a&offset=1",
        "/vertices/0?limit=1",
        "/vertices/0/neighbors?limit=10001",
        "/vertices/0/neighbors?limit=-1",
        "/vertices/0/neighbors?offset=-1",
        "/vertices/0/neighbors?offset=9223372036854775808",
        "/vertices/0/neighbors?direction=both",
      })
  void parametersOutOfTheirRangeAreRefused(String target) {
    client()
        .request("GET", "/v1/graphs/grid" + target)
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"vertices\":[]}",
        "{\"vertices\":0}",
        "{\"vertices\":[0.5]}",
        "{\"vertices\":[null]}",
        "{\"vertices\":[0],\"hops\":11}",
        "{\"vertices\":[0],\"hops\":-1}",
        "{\"vertices\":[0],\"limit\":0}",
        "{\"vertices\":[0],\"limit\":10001}",
        "{\"vertices\":[0],\"direction\":\"up\"}",
        "{\"vertices\":[0],\"more\":1}",
      })
  void subgraphsOutOfRangeAreRefused(String body) {
    client()
        .request("POST", "/v1/graphs/grid/subgraph")
        .json(body)
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
  }

  @Test
  void queriesAndNamesOfAnyLengthAreAnsweredOrRefused() {
    String longest = "ü".repeat(1000);
    assertThat(
            client()
                .get(WIKIPEDIA + "/vertices?query=" + encoded(longest))
                .expect(200)
                .json()
                .path("vertices"))
        .isEmpty();
    client()
        .request("GET", WIKIPEDIA + "/vertices?query=" + "a".repeat(1001))
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
    client()
        .request("GET", WIKIPEDIA + "/vertices/" + "a".repeat(4001))
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
    client()
        .request("GET", WIKIPEDIA + "/vertices/a%00b")
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
  }

  @Test
  void searchFindsTitlesByBeginningAndTypo() {
    JsonNode berlin = client().get(WIKIPEDIA + "/vertices?query=Berl&limit=3").expect(200).json();
    assertThat(berlin.path("vertices")).hasSize(3);
    assertThat(berlin.at("/vertices/0/name").asText()).isEqualTo("Berlin");
    assertThat(berlin.at("/vertices/0/inDegree").asLong()).isPositive();
    JsonNode typo = client().get(WIKIPEDIA + "/vertices?query=Untied+Staets").expect(200).json();
    assertThat(typo.findValuesAsText("name")).contains("United States");
  }

  @Test
  void pagesOfNeighboursTogetherAreAllOfThem() {
    String path = WIKIPEDIA + "/vertices/Berlin/neighbors?direction=";
    for (String direction : List.of("out", "in")) {
      JsonNode all = client().get(path + direction + "&limit=10000").expect(200).json();
      List<JsonNode> paged = new ArrayList<>();
      while (paged.size() < all.path("degree").asInt()) {
        Answer page =
            client().get(path + direction + "&limit=7&offset=" + paged.size()).expect(200);
        assertThat(page.json().path("direction").asText()).isEqualTo(direction);
        page.json().path("neighbors").forEach(paged::add);
      }
      assertThat(paged).isNotEmpty().containsExactlyElementsOf(all.path("neighbors"));
    }
    JsonNode behind = client().get(path + "out&offset=999999999999").expect(200).json();
    assertThat(behind.path("neighbors")).isEmpty();
  }

  @Test
  void weightsHaveTheDigitsOfTheirType() {
    Answer page = client().get("/v1/graphs/odd/vertices/%234/neighbors").expect(200);
    assertThat(page.text()).contains("\"weight\":4.1}");
  }

  /** On a grid, two steps reach what differs by two in row and column together. */
  @Test
  void aSubgraphHoldsWhatIsNearAndAllEdgesBetween() {
    int middle = 15 * 40 + 20;
    JsonNode found =
        client()
            .post("/v1/graphs/grid/subgraph", "{\"vertices\":[" + middle + "],\"hops\":2}")
            .expect(200)
            .json();
    Map<Integer, Integer> hops = new HashMap<>();
    found.path("vertices").forEach(v -> hops.put(v.path("vertex").asInt(), v.path("hops").asInt()));
    assertThat(hops).hasSize(13).containsEntry(middle, 0);
    hops.forEach((v, hop) ->
        assertThat(Math.abs(v / 40 - 15) + Math.abs(v % 40 - 20)).isEqualTo(hop.intValue()));
    // 16 sides of squares, both ways.
    assertThat(found.path("edges")).hasSize(32);
    assertThat(found.path("truncated").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"out", "in", "both"})
  void aLimitedSubgraphOfWikipediaKeepsTheHighestRanks(String direction) {
    JsonNode found =
        client()
            .post(
                WIKIPEDIA + "/subgraph",
                "{\"vertices\":[\"Berlin\"],\"limit\":20,\"direction\":\"" + direction + "\"}")
            .expect(200)
            .json();
    JsonNode vertices = found.path("vertices");
    assertThat(vertices).hasSize(20);
    assertThat(vertices.at("/0/name").asText()).isEqualTo("Berlin");
    assertThat(found.path("truncated").asBoolean()).isTrue();
    for (int i = 2; i < vertices.size(); i++) {
      assertThat(vertices.get(i).path("rank").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(vertices.get(i - 1).path("rank").asDouble());
    }
    List<Integer> members = vertices.findValues("vertex").stream().map(JsonNode::asInt).toList();
    assertThat(found.path("edges")).isNotEmpty();
    found
        .path("edges")
        .forEach(edge ->
            assertThat(members).contains(edge.path("source").asInt(), edge.path("target").asInt()));
  }

  @Test
  void namesAndNumbersMayBothSayWhereToBegin() {
    JsonNode found =
        client()
            .post("/v1/graphs/odd/subgraph", "{\"vertices\":[\"../x\",\"#2\",17,17],\"hops\":0}")
            .expect(200)
            .json();
    // A name beats the number that it looks like.
    assertThat(found.findValuesAsText("name")).containsExactlyInAnyOrder("../x", "#2", ODD.get(17));
  }

  @Test
  void aGraphShowsItsDegreesInBins() {
    JsonNode grid = client().get("/v1/graphs/grid").expect(200).json();
    assertThat(grid.at("/degrees/out/max").asInt()).isEqualTo(4);
    assertThat(grid.at("/degrees/in/bins/2").toString())
        .isEqualTo("{\"from\":2,\"to\":3,\"vertices\":136}");
    assertThat(grid.at("/degrees/in/bins/3/vertices").asInt()).isEqualTo(28 * 38);
    JsonNode wikipedia = client().get(WIKIPEDIA).expect(200).json();
    assertThat(
            wikipedia.at("/degrees/out/bins").findValues("vertices").stream()
                .mapToInt(JsonNode::asInt)
                .sum())
        .isEqualTo(15_546);
  }
}
