package org.warpath.api.service.jobs;

import static org.warpath.api.service.http.QueryParameters.withoutQuery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.formats.VectorAnswer;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemAnswers;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.jobs.JobTable.Row;
import org.warpath.graph.export.VertexVector;
import org.warpath.linalg.io.Npy;

/** {@code /v1/jobs}. */
public final class JobRoutes implements Routes {
  /** Often enough that proxies keep the connection, and that a watcher who left is noticed. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final Jobs jobs;
  private final Function<JobOrder, JobWork> revival;
  private final Catalog catalog;
  private final Duration heartbeat;

  /**
   * @param catalog gives the names for the values of a job whose request was for a stream
   * @param revival the work that an order stands for
   * @param idleTimeout how long a connection may be silent
   */
  public JobRoutes(
      Jobs jobs, Catalog catalog, Function<JobOrder, JobWork> revival, Duration idleTimeout) {
    this.jobs = jobs;
    this.revival = revival;
    this.catalog = catalog;
    Duration often = idleTimeout.dividedBy(3);
    this.heartbeat = often.compareTo(LONGEST_SILENCE) < 0 ? often : LONGEST_SILENCE;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/jobs", this::list, Scope.READ);
    routes.get("/v1/jobs/{job}", withoutQuery(this::show), Scope.READ);
    routes.delete("/v1/jobs/{job}", withoutQuery(this::delete), Scope.WRITE);
    routes.get("/v1/jobs/{job}/result", withoutQuery(this::result), Scope.READ);
    routes.get("/v1/jobs/{job}/events", withoutQuery(this::events), Scope.READ);
    routes.post("/v1/jobs/{job}/resume", withoutQuery(this::resume), Scope.WRITE);
  }

  private void list(Context context) {
    QueryParameters query = QueryParameters.of(context, Set.of("state", "limit"));
    ObjectNode json = Json.object();
    json.putArray("jobs")
        .addAll(
            jobs.describeNewest(
                query.choice("state", JobState.class), (int) query.number("limit", 1, 1000, 100)));
    Json.answer(context, 200, json);
  }

  private void show(Context context) {
    Json.answer(context, 200, jobs.describe(context.pathParam("job")));
  }

  private void delete(Context context) {
    ObjectNode stopped = jobs.delete(context.pathParam("job"));
    if (stopped == null) {
      context.status(204);
    } else {
      Json.answer(context, 200, stopped);
    }
  }

  private void resume(Context context) {
    ObjectNode job = jobs.resume(context.pathParam("job"), revival);
    accepted(context, job);
  }

  /** Answers that {@code job} was made of the request. */
  public static void accepted(Context context, ObjectNode job) {
    context.header("Location", "/v1/jobs/" + job.get("id").asText());
    if (Caller.prefersAsync(context)) {
      context.header("Preference-Applied", "respond-async");
    }
    Json.answer(context, 202, job);
  }

  private void result(Context context) throws IOException {
    Row row = jobs.row(context.pathParam("job"));
    String name = row.result();
    if (name == null) {
      throw withoutResult(row);
    }
    try {
      Path values = jobs.results().values(name);
      byte[] answer = Files.readAllBytes(jobs.results().answer(name));
      if (Files.exists(values)) {
        stream(context, row, answer, VertexVector.of(Npy.read(values)));
      } else {
        context.contentType("application/json").result(answer);
      }
    } catch (NoSuchFileException e) {
      throw new Problem(ProblemType.GONE, "the job's result was just removed", e);
    }
  }

  private void stream(Context context, Row row, byte[] answer, VertexVector values)
      throws IOException {
    long version = Json.MAPPER.readTree(answer).path("graphVersion").asLong();
    try (CatalogGraph graph = catalog.openVersion(row.order().requireGraph(), version)) {
      VectorAnswer.write(context, graph == null ? null : graph.graph(), values);
    }
  }

  private static Problem withoutResult(Row row) {
    return switch (row.state()) {
      case FAILED -> failure(row);
      case CANCELLED -> new Problem(ProblemType.JOB_CANCELLED, "the job was cancelled; resume it");
      case INTERRUPTED ->
          new Problem(
              ProblemType.JOB_INTERRUPTED, "the service ended before the job did; resume it");
      default -> new Problem(ProblemType.JOB_NOT_ENDED, "the job is " + row.state()).retryAfter(1);
    };
  }

  private static Problem failure(Row row) {
    ObjectNode problem = row.problem();
    if (problem == null) {
      return new Problem(ProblemType.INTERNAL, "the job failed without a reason");
    }
    return ProblemAnswers.parse(problem);
  }

  private void events(Context context) throws InterruptedException {
    String id = context.pathParam("job");
    EventStream stream = new EventStream(context, heartbeat);
    Job job = jobs.live(id);
    if (job != null) {
      stream.follow(job.events());
      return;
    }
    Row row = jobs.row(id);
    Instant ended = row.ended();
    if (ended == null) {
      throw new Problem(ProblemType.JOB_NOT_ENDED, "the job is just changing").retryAfter(1);
    }
    stream.tellEnd(ended, Job.describe(row));
  }
}
