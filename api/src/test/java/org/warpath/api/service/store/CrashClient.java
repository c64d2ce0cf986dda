package org.warpath.api.service.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.store.Ledger.Doubt;
import org.warpath.api.service.store.Ledger.KnownGraph;
import org.warpath.api.service.store.Ledger.KnownJob;

/** Does this and that to graphs of its own, until the service is killed under its hands. */
final class CrashClient {
  private static final int GRAPHS = 3;
  private static final int VECTORS = 2;
  private static final int JOBS = 4;

  private final String name;
  private final Map<GraphContent, Expectation> expectations;
  private final Random random;
  private final Ledger ledger = new Ledger();

  CrashClient(String name, Map<GraphContent, Expectation> expectations, long seed) {
    this.name = name;
    this.expectations = expectations;
    this.random = new Random(seed);
  }

  String name() {
    return name;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Goes on until no answer comes; what was under way then is the ledger's doubt. */
  void run(ServiceClient client, Inspection inspection) {
    try {
      while (true) {
        step(client, inspection);
        ledger.doubt = null;
      }
    } catch (UncheckedIOException e) {
      return; // killed
    }
  }

  private void step(ServiceClient client, Inspection inspection) {
    switch (random.nextInt(12)) {
      case 0, 1 -> add(client, false);
      case 2 -> add(client, true);
      case 3 -> deleteGraph(client);
      case 4 -> changeVector(client, true);
      case 5 -> changeVector(client, false);
      case 6 -> deleteVector(client);
      case 7, 8 -> compute(client);
      case 9 -> deleteJob(client, inspection);
      default -> look(inspection);
    }
  }

  private void add(ServiceClient client, boolean async) {
    String graph =
        pick(
            IntStream.range(0, GRAPHS).mapToObj(i -> name + "-" + i).toList(),
            free -> !ledger.graphs.containsKey(free) && !ledger.isBusy(free));
    GraphContent content = pick(expectations.keySet(), any -> true);
    if (graph == null || content == null) {
      return;
    }
    ServiceClient.Request request = content.addTo(client, graph, random.nextBoolean());
    if (async) {
      submit(request, KnownJob.importing(graph, content));
    } else {
      ledger.doubt = new Doubt.Added(graph, content);
      JsonNode added = request.send().expect(201).json();
      ledger.graphAdded(graph, new KnownGraph(content, added.get("version").asLong()));
    }
  }

  private void deleteGraph(ServiceClient client) {
    // Now and then one that a job computes on.
    String graph =
        pick(ledger.graphs.keySet(), any -> !ledger.isBusy(any) || random.nextInt(3) == 0);
    if (graph != null) {
      ledger.doubt = new Doubt.Deleted(graph);
      client.delete("/v1/graphs/" + graph).expect(204);
      ledger.graphGone(graph);
    }
  }

  private void changeVector(ServiceClient client, boolean put) {
    String graph = pick(ledger.graphs.keySet(), any -> !ledger.isBusy(any));
    if (graph == null) {
      return;
    }
    KnownGraph known = known(graph);
    Expectation expected = expected(known);
    String vector = vector();
    double[] values = put ? random.doubles(expected.vertexCount()).toArray() : expected.ranks();
    ledger.doubt = new Doubt.VectorChanged(graph, vector, values);
    if (put) {
      client
          .request("PUT", "/v1/graphs/" + graph + "/vectors/" + vector)
          .body("application/x-npy", NpyBytes.of(values))
          .send()
          .expect(200);
    } else {
      client.post("/v1/graphs/" + graph + "/pagerank", storing(vector)).expect(200);
    }
    known.vectors().put(vector, values);
  }

  private void deleteVector(ServiceClient client) {
    String graph =
        pick(ledger.graphs.keySet(), any -> !ledger.isBusy(any) && !known(any).vectors().isEmpty());
    if (graph != null) {
      String vector = known(graph).vectors().keySet().iterator().next();
      ledger.doubt = new Doubt.VectorChanged(graph, vector, null);
      client.delete("/v1/graphs/" + graph + "/vectors/" + vector).expect(204);
      known(graph).vectors().remove(vector);
    }
  }

  private void compute(ServiceClient client) {
    String graph = pick(ledger.graphs.keySet(), any -> !ledger.isBusy(any));
    if (graph == null) {
      return;
    }
    String store = random.nextInt(3) == 0 ? vector() : null;
    String request =
        store == null
            ? Expectation.REQUESTS.get(random.nextInt(Expectation.REQUESTS.size()))
            : storing(store);
    submit(
        client.request("POST", "/v1/graphs/" + graph + "/pagerank").json(request),
        KnownJob.computing(graph, request, store));
  }

  private void submit(ServiceClient.Request request, KnownJob job) {
    if (ledger.jobs.size() < JOBS) {
      ledger.doubt = new Doubt.Submitted(job);
      JsonNode accepted = request.header("Prefer", "respond-async").send().expect(202).json();
      KnownJob known = job.withId(accepted.get("id").asText());
      ledger.jobs.put(known.id(), known);
    }
  }

  private void deleteJob(ServiceClient client, Inspection inspection) {
    KnownJob job = pick(ledger.jobs.values(), any -> true);
    if (job != null) {
      ledger.doubt = new Doubt.JobDeleted(job);
      if (client.delete("/v1/jobs/" + job.id()).status() == 204) {
        inspection.jobGone(job);
      }
    }
  }

  private void look(Inspection inspection) {
    KnownJob job = pick(ledger.jobs.values(), any -> true);
    if (job != null) {
      inspection.look(job);
    }
  }

  private KnownGraph known(String graph) {
    KnownGraph known = ledger.graphs.get(graph);
    if (known == null) {
      throw new IllegalStateException(graph + " is not known");
    }
    return known;
  }

  private Expectation expected(KnownGraph graph) {
    Expectation expected = expectations.get(graph.content());
    if (expected == null) {
      throw new IllegalStateException(graph.content().key() + " was not learnt");
    }
    return expected;
  }

  private String vector() {
    return "v" + random.nextInt(VECTORS);
  }

  private static String storing(String vector) {
    return "{\"store\": \"%s\"}".formatted(vector);
  }

  private <T> @Nullable T pick(Collection<T> choices, Predicate<T> allowed) {
    List<T> left = choices.stream().filter(allowed).toList();
    return left.isEmpty() ? null : left.get(random.nextInt(left.size()));
  }
}
