package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** What the tests of jobs ask for again and again. */
public final class JobCalls {
  /** Longer than any test waits, on any graph with edges. */
  public static final String ENDLESS = "{\"iterations\": 1000000000}";

  private final RunningService service;

  public JobCalls(RunningService service) {
    this.service = service;
  }

  private ServiceClient client() {
    return service.client();
  }

  /** Adds a random graph of 2^{@code scale} vertices and sixteen times as many edges. */
  public void generate(String graph, int scale) {
    client()
        .post(
            "/v1/graphs",
            "{\"name\": \"%s\", \"generate\": {\"kind\": \"rmat\", \"scale\": %d, \"seed\": 1}}"
                .formatted(graph, scale))
        .expect(201);
  }

  /** Asks for a job that computes; its path. */
  public String submit(String graph, String algorithm, String body) {
    return client()
        .request("POST", "/v1/graphs/" + graph + "/" + algorithm)
        .header("Prefer", "respond-async")
        .json(body)
        .send()
        .expect(202)
        .header("Location");
  }

  /** A job for PageRank that does not end by itself. */
  public String submitEndless(String graph) {
    return submit(graph, "pagerank", ENDLESS);
  }

  public JsonNode show(String job) {
    return client().get(job).expect(200).json();
  }

  public String state(String job) {
    return show(job).get("state").asText();
  }

  /** Hears a job's events. */
  public EventReader watch(String job) {
    return new EventReader(client().request("GET", job + "/events").open());
  }

  /** Hears a job's events after that of {@code id}. */
  public EventReader watchAfter(String job, long id) {
    return new EventReader(
        client().request("GET", job + "/events").header("Last-Event-ID", Long.toString(id)).open());
  }

  /** Waits until a job runs and has told of its progress. */
  public void awaitProgress(String job) {
    try (EventReader events = watch(job)) {
      events.await("progress");
    }
  }

  /** Waits until a job has ended; how it ended. */
  public String awaitEnd(String job) {
    try (EventReader events = watch(job)) {
      return events.toEnd().getLast().data().get("state").asText();
    }
  }

  public Answer cancel(String job) {
    return client().delete(job).expect(200);
  }

  public Answer resume(String job) {
    return client().request("POST", job + "/resume").send();
  }

  public Answer result(String job) {
    return client().get(job + "/result");
  }
}
