package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.store.Ledger.Doubt;
import org.warpath.api.service.store.Ledger.KnownGraph;
import org.warpath.api.service.store.Ledger.KnownJob;

/** Holds a service against what it told a client before it was killed. */
final class Inspection {
  private final ServiceClient client;
  private final Map<GraphContent, Expectation> expectations;
  private final Ledger ledger;

  Inspection(ServiceClient client, Map<GraphContent, Expectation> expectations, Ledger ledger) {
    this.client = client;
    this.expectations = expectations;
    this.ledger = ledger;
  }

  /**
   * Takes over which way the request went that was not answered; it must have gone one way.
   *
   * @param strangers jobs that nobody knows, made for this client's graphs; emptied
   */
  void settle(List<JsonNode> strangers) {
    switch (ledger.doubt) {
      case null -> {}
      case Doubt.Added added -> mayExist(added.graph(), added.content());
      case Doubt.Deleted deleted -> {
        if (graph(deleted.graph()) == null) {
          ledger.graphGone(deleted.graph());
        }
      }
      case Doubt.VectorChanged change -> mayHold(change.graph(), change.vector(), change.values());
      case Doubt.Submitted submitted -> {
        if (!strangers.isEmpty()) {
          JsonNode job = strangers.removeFirst();
          assertThat(job.get("graph").asText()).isEqualTo(submitted.job().graph());
          KnownJob known = submitted.job().withId(job.get("id").asText());
          ledger.jobs.put(known.id(), known);
        }
      }
      case Doubt.JobDeleted deleted -> {
        if (client.get("/v1/jobs/" + deleted.job().id()).status() == 404) {
          jobGone(deleted.job());
        }
      }
    }
    ledger.doubt = null;
  }

  /** A job has been removed that may have been done, seen by nobody. */
  void jobGone(KnownJob job) {
    boolean seen = ledger.results.containsKey(job.id());
    if (!seen && job.content() != null) {
      mayExist(job.graph(), job.content());
    } else if (!seen && job.store() != null) {
      mayHold(job.graph(), job.store(), ranks(job.graph()));
    }
    ledger.jobGone(job.id());
  }

  /** The graph of that name; null if there is none. */
  private @Nullable JsonNode graph(String name) {
    for (JsonNode graph : client.get("/v1/graphs").expect(200).json().get("graphs")) {
      if (graph.get("name").asText().equals(name)) {
        return graph;
      }
    }
    return null;
  }

  private void mayExist(String graph, GraphContent content) {
    JsonNode found = graph(graph);
    if (found != null) {
      ledger.graphAdded(graph, new KnownGraph(content, found.get("version").asLong()));
    }
  }

  private void mayHold(String graph, String vector, double @Nullable [] values) {
    KnownGraph known = ledger.graphs.get(graph);
    if (known == null || graph(graph) == null) {
      return;
    }
    double[] before = known.vectors().get(vector);
    if (!vectors(graph).contains(vector)) {
      assertThat(values == null || before == null).isTrue();
      known.vectors().remove(vector);
      return;
    }
    double[] found = Expectation.vector(client, graph, vector);
    if (!Arrays.equals(found, before)) {
      assertThat(found).isEqualTo(values);
    }
    known.vectors().put(vector, found);
  }

  private List<String> vectors(String graph) {
    List<String> names = new ArrayList<>();
    client
        .get("/v1/graphs/" + graph + "/vectors")
        .expect(200)
        .json()
        .get("vectors")
        .forEach(vector -> names.add(vector.get("name").asText()));
    return names;
  }

  private double @Nullable [] ranks(String graph) {
    KnownGraph known = ledger.graphs.get(graph);
    return known == null ? null : expected(known.content()).ranks();
  }

  private Expectation expected(GraphContent content) {
    Expectation expected = expectations.get(content);
    if (expected == null) {
      throw new IllegalStateException(content.key() + " was not learnt");
    }
    return expected;
  }

  /** Whether {@code job} is done; then its result must be right, and stay as it is. */
  boolean look(KnownJob job) {
    JsonNode now = client.get("/v1/jobs/" + job.id()).expect(200).json();
    if (!now.get("state").asText().equals("done")) {
      assertThat(ledger.results).doesNotContainKey(job.id());
      return false;
    }
    Answer result = client.get("/v1/jobs/" + job.id() + "/result").expect(200);
    String before = ledger.results.put(job.id(), result.text());
    if (before != null) {
      assertThat(result.text()).isEqualTo(before);
    } else {
      check(job, result.json());
    }
    return true;
  }

  private void check(KnownJob job, JsonNode result) {
    if (job.content() != null) {
      Expectation expected = expected(job.content());
      assertThat(result.get("vertexCount").asInt()).isEqualTo(expected.vertexCount());
      assertThat(result.get("edgeCount").asLong()).isEqualTo(expected.edgeCount());
      ledger.graphAdded(job.graph(), new KnownGraph(job.content(), result.get("version").asLong()));
      return;
    }
    KnownGraph graph = ledger.graphs.get(job.graph());
    if (graph != null && job.store() != null) {
      graph.vectors().put(job.store(), expected(graph.content()).ranks());
    } else if (graph != null) {
      assertThat(result.get("top")).isEqualTo(expected(graph.content()).tops().get(job.request()));
    }
  }

  /** Everything that was acknowledged is there, and what was removed is not. */
  void check() {
    ledger.graphs.forEach(this::check);
    for (String graph : ledger.goneGraphs) {
      assertThat(graph(graph)).as("graph " + graph + ", which was deleted").isNull();
    }
    for (String job : ledger.goneJobs) {
      assertThat(client.get("/v1/jobs/" + job).status())
          .as("job " + job + ", which was removed")
          .isEqualTo(404);
    }
  }

  private void check(String name, KnownGraph known) {
    JsonNode graph = graph(name);
    assertThat(graph).as("graph " + name).isNotNull();
    Expectation expected = expected(known.content());
    assertThat(graph.get("version").asLong()).isEqualTo(known.version());
    assertThat(graph.get("vertexCount").asInt()).isEqualTo(expected.vertexCount());
    assertThat(graph.get("edgeCount").asLong()).isEqualTo(expected.edgeCount());
    assertThat(Expectation.top(client, name, Expectation.SHORT))
        .isEqualTo(expected.tops().get(Expectation.SHORT));
    assertThat(new TreeSet<>(vectors(name))).isEqualTo(new TreeSet<>(known.vectors().keySet()));
    known
        .vectors()
        .forEach((vector, values) ->
            assertThat(Expectation.vector(client, name, vector))
                .as("vector " + vector + " of " + name)
                .isEqualTo(values));
  }

  /** Every job has ended; those without a result are resumed, and give the one they owe. */
  void resumeJobs() {
    for (KnownJob job : List.copyOf(ledger.jobs.values())) {
      if (!look(job)) {
        resume(job);
      }
    }
  }

  private void resume(KnownJob job) {
    String path = "/v1/jobs/" + job.id();
    String state = client.get(path).expect(200).json().get("state").asText();
    if (job.content() == null && !ledger.graphs.containsKey(job.graph())) {
      // Its graph was deleted: while it was running, or before it could be resumed.
      assertThat(state).isIn("interrupted", "cancelled", "failed");
      client.request("POST", path + "/resume").send().expectProblem(404, "unknown-graph");
      client.delete(path).expect(204);
      ledger.jobGone(job.id());
      return;
    }
    assertThat(state).isIn("interrupted", "cancelled");
    client.request("POST", path + "/resume").send().expect(202);
    client.get(path + "/events").expect(200);
    assertThat(look(job))
        .as("whether the resumed job is done: " + client.get(path).text())
        .isTrue();
  }
}
