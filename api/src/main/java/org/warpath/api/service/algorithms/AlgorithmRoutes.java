package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.formats.VectorAnswer;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.jobs.JobOrder;
import org.warpath.api.service.jobs.JobRoutes;
import org.warpath.api.service.jobs.JobWork;
import org.warpath.api.service.jobs.Jobs;
import org.warpath.api.service.run.Run;

/** {@code POST /v1/graphs/{graph}/pagerank} and its kin, and their estimates. */
public final class AlgorithmRoutes implements Routes {
  private static final Run.Listener NOBODY = new Run.Listener() {};

  private final AlgorithmRuns runs;
  private final Jobs jobs;
  private final long maxBodyBytes;
  private final long asyncEdges;

  /**
   * @param maxBodyBytes how large a request may be
   * @param asyncEdges a run that looks at more edges becomes a job by itself
   */
  public AlgorithmRoutes(AlgorithmRuns runs, Jobs jobs, long maxBodyBytes, long asyncEdges) {
    this.runs = runs;
    this.jobs = jobs;
    this.maxBodyBytes = maxBodyBytes;
    this.asyncEdges = asyncEdges;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (GraphAlgorithm<?> algorithm : AlgorithmRuns.ALGORITHMS) {
      String path = "/v1/graphs/{graph}/" + algorithm.name();
      routes.post(path, context -> run(context, algorithm), Scope.READ);
      routes.post(path + "/estimate", context -> estimate(context, algorithm), Scope.READ);
    }
  }

  private void estimate(Context context, GraphAlgorithm<?> algorithm) {
    try (CatalogGraph graph = runs.catalog().open(context.pathParam("graph"))) {
      AlgorithmRequest request = read(context, algorithm);
      request.output(); // what the run itself would refuse
      AlgorithmRuns.Planned planned = runs.plan(algorithm, request, graph);
      Json.answer(
          context,
          200,
          runs.memory(planned)
              .estimate(
                  algorithm.name(),
                  graph.name(),
                  planned.cuda() ? "cuda" : "cpu",
                  isLong(planned)));
    }
  }

  private AlgorithmRequest read(Context context, GraphAlgorithm<?> algorithm) {
    String query = context.queryString();
    if (query != null && !query.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "the options of a run stand in its JSON body: the query must be empty");
    }
    return RequestBody.json(context, algorithm.requestType(), maxBodyBytes);
  }

  private boolean isLong(AlgorithmRuns.Planned planned) {
    return planned.plan().edgeVisits() > asyncEdges;
  }

  private void run(Context context, GraphAlgorithm<?> algorithm)
      throws IOException, InterruptedException {
    try (CatalogGraph graph = runs.catalog().open(context.pathParam("graph"))) {
      AlgorithmRequest request = read(context, algorithm);
      AlgorithmRequest.Output output = request.output();
      requireScope(context, output);
      AlgorithmRuns.Planned planned = runs.plan(algorithm, request, graph);
      Answers answers = new Answers(graph, planned);
      boolean becomesJob = Caller.prefersAsync(context);
      CachedResult earlier = becomesJob ? null : runs.cached(planned);
      if (earlier != null) {
        answerEarlier(context, graph, planned, answers, output, earlier);
      } else if (becomesJob || isLong(planned)) {
        JobOrder order =
            JobOrder.ofAlgorithm(
                Caller.of(context),
                graph.name(),
                algorithm.name(),
                Json.MAPPER.valueToTree(request));
        JobRoutes.accepted(context, jobs.submit(order, work(order, graph.version())));
      } else {
        AlgorithmRuns.Pending pending = runs.start(planned, graph, Caller.of(context), NOBODY);
        CachedResult result = pending.await();
        answer(context, graph, planned, answers, output, result, pending.cached());
      }
    }
  }

  // Keeping a vector takes more than looking.
  private static void requireScope(Context context, AlgorithmRequest.Output output) {
    if (output.mode() == Mode.STORE) {
      Scope.WRITE.require(context);
    }
  }

  private void answerEarlier(
      Context context,
      CatalogGraph graph,
      AlgorithmRuns.Planned planned,
      Answers answers,
      AlgorithmRequest.Output output,
      CachedResult earlier)
      throws IOException {
    if (output.mode() == Mode.TOP || output.mode() == Mode.STATS) {
      context.contentType("application/json").result(answers.earlier(earlier, output));
    } else {
      answer(context, graph, planned, answers, output, earlier, true);
    }
  }

  private void answer(
      Context context,
      CatalogGraph graph,
      AlgorithmRuns.Planned planned,
      Answers answers,
      AlgorithmRequest.Output output,
      CachedResult result,
      boolean cached)
      throws IOException {
    if (output.mode() == Mode.STREAM) {
      VectorAnswer.write(context, graph.graph(), result.result().values());
    } else {
      ObjectNode stored = store(graph, planned, output, result);
      Json.answer(context, 200, answers.answer(result, output, cached, stored));
    }
  }

  private @Nullable ObjectNode store(
      CatalogGraph graph,
      AlgorithmRuns.Planned planned,
      AlgorithmRequest.Output output,
      CachedResult result)
      throws IOException {
    String name = output.store();
    return name == null
        ? null
        : runs.vectors()
            .put(
                graph,
                name,
                result.result().values(),
                planned.algorithm().name(),
                planned.plan().options());
  }

  /**
   * The work that {@code order} stands for, on the graph that has the name now.
   *
   * @throws Problem if there is none
   */
  public JobWork revive(JobOrder order) {
    try (CatalogGraph graph = runs.catalog().open(order.requireGraph())) {
      return work(order, graph.version());
    }
  }

  private JobWork work(JobOrder order, long graphVersion) {
    GraphAlgorithm<?> algorithm =
        AlgorithmRuns.ALGORITHMS.stream()
            .filter(candidate -> candidate.name().equals(order.algorithm()))
            .findFirst()
            .orElseThrow(() ->
                new Problem(
                    ProblemType.JOB_NOT_RESUMABLE,
                    "there is no algorithm called " + order.algorithm()));
    return (job, listener) -> start(order, algorithm, graphVersion, listener);
  }

  private JobWork.Pending start(
      JobOrder order, GraphAlgorithm<?> algorithm, long graphVersion, Run.Listener listener) {
    AlgorithmRequest request = Json.MAPPER.convertValue(order.request(), algorithm.requestType());
    // The job's own use of the graph, to its end: that may be removed meanwhile.
    CatalogGraph graph = openSame(order.requireGraph(), graphVersion);
    try {
      AlgorithmRuns.Planned planned = runs.plan(algorithm, request, graph);
      AlgorithmRuns.Pending pending = runs.start(planned, graph, order.client(), listener);
      CompletableFuture<JobWork.Result> result =
          pending
              .result()
              .thenApply(computed -> finish(graph, planned, computed, pending.cached()))
              .whenComplete((finished, failure) -> graph.close());
      return new JobWork.Pending(result, pending.cancel());
    } catch (Throwable e) {
      graph.close();
      throw e;
    }
  }

  private CatalogGraph openSame(String name, long version) {
    CatalogGraph graph = runs.catalog().openVersion(name, version);
    if (graph == null) {
      throw new Problem(ProblemType.UNKNOWN_GRAPH, "graph \"" + name + "\" was removed meanwhile");
    }
    return graph;
  }

  private JobWork.Result finish(
      CatalogGraph graph, AlgorithmRuns.Planned planned, CachedResult result, boolean cached) {
    AlgorithmRequest.Output output = planned.request().output();
    try {
      ObjectNode stored = store(graph, planned, output, result);
      ObjectNode answer = new Answers(graph, planned).answer(result, output, cached, stored);
      return new JobWork.Result(
          Answers.bytes(answer), output.mode() == Mode.STREAM ? result.result().values() : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
