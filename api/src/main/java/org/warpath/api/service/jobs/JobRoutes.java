package org.warpath.api.service.jobs;

import static org.warpath.api.service.http.QueryParameters.withoutQuery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.formats.VectorAnswer;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
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
  private static final long HEARTBEAT_MILLIS = 10_000;

  private final Jobs jobs;
  private final Function<JobOrder, JobWork> revival;
  private final Catalog catalog;

  /**
   * @param catalog gives the names for the values of a job whose request was for a stream
   * @param revival the work that an order stands for
   */
  public JobRoutes(Jobs jobs, Catalog catalog, Function<JobOrder, JobWork> revival) {
    this.jobs = jobs;
    this.revival = revival;
    this.catalog = catalog;
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

  private void delete(Context context) throws IOException {
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
    context.header("Preference-Applied", "respond-async");
    Json.answer(context, 202, job);
  }

  private void result(Context context) throws IOException {
    Row row = jobs.row(context.pathParam("job"));
    String result = row.result();
    if (result == null) {
      throw withoutResult(row);
    }
    Path streamed = jobs.result(result, ".npy");
    if (Files.exists(streamed)) {
      stream(context, row, result, VertexVector.of(Npy.read(streamed)));
    } else {
      context
          .contentType("application/json")
          .result(Files.readAllBytes(jobs.result(result, ".json")));
    }
  }

  private void stream(Context context, Row row, String result, VertexVector values)
      throws IOException {
    long version =
        Json.MAPPER.readTree(jobs.result(result, ".json").toFile()).path("graphVersion").asLong();
    try (CatalogGraph graph = catalog.openVersion(row.order().graph(), version)) {
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
    String path = problem.path("type").asText();
    for (ProblemType type : ProblemType.values()) {
      if (type.path().equals(path)) {
        return new Problem(type, problem.path("detail").asText());
      }
    }
    return new Problem(ProblemType.INTERNAL, problem.path("detail").asText());
  }

  private void events(Context context) throws IOException, InterruptedException {
    String id = context.pathParam("job");
    long after = lastEventId(context);
    Job job = jobs.live(id);
    context.contentType("text/event-stream");
    if (job == null) {
      ObjectNode ended = jobs.describe(id);
      OutputStream out = open(context);
      out.write(text(new JobEvents.Event(after + 1, "state", ended)));
      return;
    }
    OutputStream out = open(context);
    out.flush();
    while (!job.events().hasEndedBy(after)) {
      List<JobEvents.Event> events = job.events().after(after, HEARTBEAT_MILLIS);
      for (JobEvents.Event event : events) {
        out.write(text(event));
        after = event.id();
      }
      if (events.isEmpty()) {
        out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
    }
  }

  private static long lastEventId(Context context) {
    String text = context.header("Last-Event-ID");
    if (text == null || text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "Last-Event-ID must be the id of an event, a whole number");
    }
    return Long.parseLong(text);
  }

  // Past Javalin's compression, which would hold events back.
  private static OutputStream open(Context context) throws IOException {
    context.header("Cache-Control", "no-store");
    context.header("X-Accel-Buffering", "no");
    context.res().setStatus(200);
    return context.res().getOutputStream();
  }

  private static byte[] text(JobEvents.Event event) {
    return "id: %d\nevent: %s\ndata: %s\n\n"
        .formatted(event.id(), event.name(), event.data())
        .getBytes(StandardCharsets.UTF_8);
  }
}
