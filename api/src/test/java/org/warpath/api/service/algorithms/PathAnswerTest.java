package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** Paths: vertices with their names, and what each edge weighs. */
class PathAnswerTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static ServiceClient client;

  @BeforeAll
  static void addGraphs() {
    client = SERVICE.client();
    client
        .request("POST", "/v1/graphs?name=towns&format=edges")
        .body(
            "text/csv",
            """
            source,target,weight
            Århus,"Berlin, Ost",0.1
            "Berlin, Ost",Dresden,2.1
            "Berlin, Ost",Essen,1.1
            Celle,Århus,5.1
            Celle,"Berlin, Ost",3.1
            Celle,Dresden,4.1
            Dresden,17,7.2
            Essen,17,3.2
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .send()
        .expect(201);
    KnownGraph.ODD.addTo(client);
  }

  private static JsonNode ask(String graph, String algorithm, String json) {
    return client.post("/v1/graphs/" + graph + "/" + algorithm, json).expect(200).json();
  }

  private static List<Double> weights(JsonNode path) {
    return StreamSupport.stream(path.get("steps").spliterator(), false)
        .skip(1)
        .map(step -> step.get("weight").asDouble())
        .toList();
  }

  @Test
  void theShortestCarriesNamesAndWeights() {
    JsonNode answer = ask("towns", "sssp", "{\"source\": \"Århus\", \"target\": \"17\"}");
    JsonNode path = answer.get("path");

    assertThat(path.get("found").asBoolean()).isTrue();
    assertThat(path.get("total").asDouble()).isEqualTo(4.4);
    assertThat(path.findValuesAsText("name"))
        .containsExactly("Århus", "Berlin, Ost", "Essen", "17");
    assertThat(weights(path)).containsExactly(.1, 1.1, 3.2);
    assertThat(path.at("/steps/0").has("weight")).isFalse();
    assertThat(path.at("/steps/0/vertex").asInt()).isEqualTo(answer.at("/options/source").asInt());
    assertThat(answer.at("/options/stopsAtTarget").asBoolean()).isTrue();
  }

  @Test
  void theWidestIsAsWideAsItsNarrowestEdge() {
    JsonNode path =
        ask("towns", "widest", "{\"source\": \"Celle\", \"target\": \"17\"}").get("path");

    assertThat(path.findValuesAsText("name")).containsExactly("Celle", "Dresden", "17");
    assertThat(path.get("total").asDouble()).isEqualTo(4.1);
    assertThat(weights(path)).containsExactly(4.1, 7.2);
  }

  @Test
  void withoutWeightsEdgesCountOne() {
    JsonNode path =
        ask("towns", "sssp", "{\"source\": \"Celle\", \"target\": \"17\", \"weighted\": false}")
            .get("path");
    assertThat(path.get("total").asDouble()).isEqualTo(2);
    assertThat(weights(path)).containsExactly(1.0, 1.0);

    JsonNode hops = ask("towns", "bfs", "{\"source\": \"Celle\", \"target\": \"17\"}").get("path");
    assertThat(hops.get("total").asInt()).isEqualTo(2);
    assertThat(hops.get("steps")).hasSize(3);
    assertThat(hops.at("/steps/1").has("weight")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"sssp", "widest", "bfs"})
  void noPathIsAnAnswer(String algorithm) {
    JsonNode path =
        ask("towns", algorithm, "{\"source\": \"17\", \"target\": \"Celle\"}").get("path");

    assertThat(path.get("found").asBoolean()).isFalse();
    assertThat(path.get("total").isNull()).isTrue();
    assertThat(path.get("steps")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"sssp, 0", "widest, ", "bfs, 0"})
  void thePathToTheSourceItselfIsTheSource(String algorithm, Double total) {
    JsonNode path = ask("odd", algorithm, "{\"source\": 1, \"target\": 1}").get("path");

    assertThat(path.get("found").asBoolean()).isTrue();
    assertThat(path.get("steps")).hasSize(1);
    if (total == null) {
      assertThat(path.get("total").isNull()).as("infinitely wide").isTrue();
    } else {
      assertThat(path.get("total").asDouble()).isEqualTo(total);
    }
  }

  @Test
  void ofParallelEdgesTheBestCounts() {
    assertThat(ask("odd", "sssp", "{\"source\": 0, \"target\": 1}").at("/path/total").asDouble())
        .isEqualTo(1);
    assertThat(ask("odd", "widest", "{\"source\": 0, \"target\": 1}").at("/path/total").asDouble())
        .isEqualTo(3);
    JsonNode closed = ask("odd", "widest", "{\"source\": 0, \"target\": 2}").get("path");
    assertThat(closed.get("found").asBoolean()).as("by an edge of capacity 0").isTrue();
    assertThat(closed.get("total").asDouble()).isZero();
  }

  @Test
  void withATargetAndAModeThereIsBoth() {
    JsonNode answer =
        ask("towns", "sssp", "{\"source\": \"Århus\", \"target\": \"Essen\", \"mode\": \"top\"}");

    assertThat(answer.at("/options/stopsAtTarget").asBoolean()).isFalse();
    assertThat(answer.at("/path/total").asDouble()).isCloseTo(1.2, within(1e-6));
    assertThat(answer.get("top")).hasSize(5);
    assertThat(answer.at("/summary/reached").asInt()).isEqualTo(5);
  }

  @Test
  void aNameGoesBeforeANumber() {
    int named = ask("towns", "bfs", "{\"source\": \"17\"}").at("/options/source").asInt();
    assertThat(named).isNotEqualTo(17);
    assertThat(ask("towns", "bfs", "{\"source\": %d}".formatted(named)).at("/top/0/name").asText())
        .isEqualTo("17");
    assertThat(
            ask("towns", "bfs", "{\"source\": \"#%d\"}".formatted(named))
                .at("/options/source")
                .asInt())
        .isEqualTo(named);
    assertThat(ask("odd", "bfs", "{\"source\": \"4\"}").at("/options/source").asInt()).isEqualTo(4);
  }
}
