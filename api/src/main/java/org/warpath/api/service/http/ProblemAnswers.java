package org.warpath.api.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.store.DatabaseException;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.UnknownVertexException;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.NotPositiveDefiniteException;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.io.FormatException;
import org.warpath.linalg.io.SizeLimitException;

/** Turns whatever a handler throws into an answer of {@code application/problem+json}. */
public final class ProblemAnswers implements Routes {
  /** The attribute of a request that holds its id. */
  public static final String REQUEST_ID = "requestId";

  /** The members that every problem has. */
  private static final Set<String> COMMON =
      Set.of("type", "title", "status", "detail", "instance", "requestId");

  static final String CONTENT_TYPE = "application/problem+json";
  static final String INTERNAL_DETAIL = "an error of the server; its log says more";

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  @Override
  public void addTo(RoutesConfig routes) {
    routes.exception(Exception.class, (e, context) -> answer(context, of(e)));
    routes.exception(EofException.class, (e, context) -> LOG.debug("a client went away", e));
    routes.exception(
        MethodNotAllowedResponse.class,
        (e, context) -> {
          context.header(Header.ALLOW, String.join(", ", e.getDetails().values()));
          answerUnlessDone(context, ProblemType.METHOD_NOT_ALLOWED);
        });
    routes.error(404, context -> answerUnlessDone(context, ProblemType.NOT_FOUND));
    routes.error(405, context -> answerUnlessDone(context, ProblemType.METHOD_NOT_ALLOWED));
    routes.error(408, context -> answerUnlessDone(context, ProblemType.REQUEST_TIMEOUT));
  }

  /** Answers what no handler of exceptions sees. */
  static void answerError(HttpServletResponse response, Error error) {
    String requestId = String.valueOf(response.getHeader(RequestIds.HEADER));
    LOG.atError().addKeyValue("requestId", requestId).setCause(error).log("a request failed");
    if (response.isCommitted()) {
      return;
    }
    Problem problem = of(error);
    response.setStatus(problem.type().status());
    response.setContentType(CONTENT_TYPE);
    try {
      response.getOutputStream().write(json(problem, "/", requestId).toString().getBytes(UTF_8));
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("the answer was not taken");
    }
  }

  /** What {@code thrown} means to the caller. */
  public static Problem of(Throwable thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case UnknownVertexException e ->
          new Problem(ProblemType.UNKNOWN_VERTEX, e.getMessage(), e).with("nearest", e.nearest());
      case GraphFormatException e -> new Problem(ProblemType.INVALID_GRAPH, e.getMessage(), e);
      case SizeLimitException e -> new Problem(ProblemType.TOO_LARGE, e.getMessage(), e);
      case FormatException e -> new Problem(ProblemType.INVALID_REQUEST, e.getMessage(), e);
      case DeviceOutOfMemoryException e ->
          new Problem(ProblemType.OUT_OF_MEMORY, e.getMessage(), e)
              .with("where", "device")
              .with("needed", e.neededBytes())
              .with("free", e.freeBytes());
      case CudaUnavailableException e ->
          new Problem(ProblemType.ENGINE_UNAVAILABLE, "CUDA cannot be used: " + e.getMessage(), e);
      case CudaException e -> new Problem(ProblemType.ENGINE_UNAVAILABLE, e.getMessage(), e);
      case SingularMatrixException e -> new Problem(ProblemType.NOT_COMPUTABLE, e.getMessage(), e);
      case NotPositiveDefiniteException e ->
          new Problem(ProblemType.NOT_COMPUTABLE, e.getMessage(), e);
      case NoConvergenceException e -> new Problem(ProblemType.NOT_COMPUTABLE, e.getMessage(), e);
      case IllegalArgumentException e ->
          new Problem(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
      case UncheckedIOException e -> of(e.getCause());
      case IOException e when e.getCause() instanceof TimeoutException ->
          new Problem(ProblemType.REQUEST_TIMEOUT, timedOut(e.getCause()), e);
      case IOException e when e.getMessage() != null && e.getMessage().contains("No space left") ->
          new Problem(ProblemType.OUT_OF_DISK, "the disk is full", e);
      case DatabaseException e when e.isDiskFull() ->
          new Problem(ProblemType.OUT_OF_DISK, "the disk is full", e);
      case OutOfMemoryError e ->
          new Problem(ProblemType.OUT_OF_MEMORY, "out of memory: " + e.getMessage(), e);
      case HttpResponseException e ->
          new Problem(ProblemType.ofStatus(e.getStatus()), String.valueOf(e.getMessage()), e);
      default -> new Problem(ProblemType.INTERNAL, INTERNAL_DETAIL, thrown);
    };
  }

  private static String timedOut(Throwable timeout) {
    return "the body did not come in time: " + timeout.getMessage();
  }

  /**
   * Answers {@code problem}, whatever the answer was to be; logs it if it is the server's fault.
   */
  public static void answer(Context context, Problem problem) {
    String requestId = requestId(context);
    if (problem.type() == ProblemType.INTERNAL) {
      LOG.atError()
          .addKeyValue("requestId", requestId)
          .setCause(problem.getCause())
          .log("{} {} failed", context.method(), context.path());
    }
    if (context.res().isCommitted()) {
      // The answer's beginning is on its way: to break off is the only way left to say so.
      throw new IllegalStateException("the answer broke off", problem);
    }
    Integer retryAfter = problem.retryAfterSeconds();
    if (retryAfter != null) {
      context.header("Retry-After", Integer.toString(retryAfter));
    }
    if (!hasReadBody(context)) {
      // The server closes the connection then, which clients are to know before they reuse it.
      context.header("Connection", "close");
    }
    context
        .status(problem.type().status())
        .contentType(CONTENT_TYPE)
        // As bytes: Jetty takes problem+json for no kind of JSON, and its text for Latin-1.
        .result(json(problem, context.path(), requestId).toString().getBytes(UTF_8));
  }

  private static boolean hasReadBody(Context context) {
    boolean hasBody =
        context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
    try {
      return !hasBody || context.req().getInputStream().isFinished();
    } catch (IOException e) {
      return false;
    }
  }

  /** The problem as RFC 9457 has it. */
  public static ObjectNode json(Problem problem, String instance, String requestId) {
    ObjectNode json = Json.object();
    json.put("type", problem.type().path());
    json.put("title", problem.type().title());
    json.put("status", problem.type().status());
    json.put("detail", problem.detail());
    json.put("instance", instance);
    json.put("requestId", requestId);
    problem.members().forEach((member, value) -> json.set(member, Json.MAPPER.valueToTree(value)));
    return json;
  }

  /** The problem that {@link #json} wrote. */
  public static Problem parse(ObjectNode json) {
    String path = json.path("type").asText();
    Problem problem =
        new Problem(
            Stream.of(ProblemType.values())
                .filter(type -> type.path().equals(path))
                .findFirst()
                .orElse(ProblemType.INTERNAL),
            json.path("detail").asText());
    json.properties().stream()
        .filter(member -> !COMMON.contains(member.getKey()))
        .forEach(member -> problem.with(member.getKey(), member.getValue()));
    return problem;
  }

  private static String requestId(Context context) {
    Object id = context.attribute(REQUEST_ID);
    return id == null ? "-" : id.toString();
  }

  private static void answerUnlessDone(Context context, ProblemType type) {
    String contentType = context.res().getContentType();
    if (contentType == null || !contentType.startsWith(CONTENT_TYPE)) {
      answer(
          context,
          new Problem(
              type,
              context.method()
                  + " "
                  + context.path()
                  + ": "
                  + type.title().toLowerCase(java.util.Locale.ROOT)));
    }
  }
}
